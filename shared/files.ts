/** Files are sent as `multipart/form-data`, field `file`, to `/api/files.upload`; the reply is a `FileView`. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024

export const fileKinds: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/silk': 'silk',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
}

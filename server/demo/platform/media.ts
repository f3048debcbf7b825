import { createHash } from 'node:crypto'
import { type Asked, type Handler, ok, PlatformRefusal, type Routes } from './wire'

export type MediaItem = { bytes: Buffer; contentType: string; fileName: string }

export type MediaShelf = {
  routes: Routes
  /** Puts bytes where media/get finds them for 3 days; the media_id. */
  addMedia(item: MediaItem): string
  /** A voice message of that many seconds in AMR; the recogniser knows what is said in it. */
  addVoice(speech: { text: string; seconds: number }): string
  addPicture(): string
  /** Lets the recogniser know what is said in these bytes. */
  teach(bytes: Buffer, text: string): void
  /** What was said, or undefined for bytes nobody has taught. */
  heard(bytes: Buffer): string | undefined
  bytesOf(mediaId: string): Buffer
}

const LIFE_MS = 3 * 24 * 3_600_000
const FRAMES_PER_SECOND = 50
const FRAME_BODY_BYTES = 31

/** One white pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
)

/** Right in header and frame layout (12.2 kbit/s, 50 frames a second), not in sound: the frames follow from the words. */
const amr = (text: string, seconds: number): Buffer => {
  const frame = (index: number): Buffer =>
    Buffer.concat([
      Buffer.from([0x3c]),
      createHash('sha256').update(`${index}:${text}`).digest().subarray(0, FRAME_BODY_BYTES),
    ])
  const frames = Array.from({ length: Math.ceil(seconds * FRAMES_PER_SECOND) }, (_, index) => frame(index))
  return Buffer.concat([Buffer.from('#!AMR\n'), ...frames])
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The part `media` of a multipart body. */
const uploaded = async ({ body, headers }: Asked): Promise<MediaItem> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } })
    .formData()
    .catch(() => null)
  const part = form?.get('media')
  if (!part || typeof part === 'string') throw new PlatformRefusal(44001, 'empty media data')
  const bytes = Buffer.from(await part.arrayBuffer())
  if (bytes.length <= 5) throw new PlatformRefusal(40006, 'invalid file size')
  return { bytes, contentType: part.type || 'application/octet-stream', fileName: part.name }
}

/** media/upload and media/get, protocol section 5. */
export const mediaShelf = (guard: (routes: Routes) => Routes, now: () => number): MediaShelf => {
  const items = new Map<string, MediaItem & { expiresAt: number }>()
  const speeches = new Map<string, string>()

  const addMedia = (item: MediaItem): string => {
    const mediaId = `media-${String(items.size + 1).padStart(4, '0')}-${sha256(item.bytes).slice(0, 20)}`
    items.set(mediaId, { ...item, expiresAt: now() + LIFE_MS })
    return mediaId
  }
  const teach = (bytes: Buffer, text: string): void => void speeches.set(sha256(bytes), text)

  const get: Handler = ({ query }) => {
    const item = items.get(query.get('media_id') ?? '')
    if (!item || now() > item.expiresAt) throw new PlatformRefusal(40007, 'invalid media_id')
    return item
  }

  const upload: Handler = async asked => {
    const type = asked.query.get('type') ?? ''
    if (!['image', 'voice', 'video', 'file'].includes(type)) throw new PlatformRefusal(40004, 'invalid media type')
    const item = await uploaded(asked)
    return ok({ type, media_id: addMedia(item), created_at: String(Math.floor(now() / 1000)) })
  }

  return {
    routes: guard({ 'GET /cgi-bin/media/get': get, 'POST /cgi-bin/media/upload': upload }),
    addMedia,
    addVoice: ({ text, seconds }) => {
      const bytes = amr(text, seconds)
      teach(bytes, text)
      return addMedia({ bytes, contentType: 'audio/amr', fileName: `${sha256(bytes).slice(0, 12)}.amr` })
    },
    addPicture: () => addMedia({ bytes: PIXEL, contentType: 'image/png', fileName: 'picture.png' }),
    teach,
    heard: bytes => speeches.get(sha256(bytes)),
    bytesOf: mediaId => {
      const item = items.get(mediaId)
      if (!item) throw new Error(`no media ${mediaId}`)
      return item.bytes
    },
  }
}

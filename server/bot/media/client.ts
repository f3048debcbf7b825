import axios from 'axios'
import { fileKinds, MAX_FILE_BYTES } from '../../../shared/files'
import type { Upload } from '../../files/actions'
import { WecomUnreachable } from '../../wecom/errors/rules'
import type { PictureRef } from '../messages/rules'
import { openPicture, pictureKind } from './envelope'

const TIMEOUT_MS = 20_000

export type PictureShelf = {
  /** Of callback mode: the bot's own EncodingAESKey. The long connection brings one beside each address. */
  aesKey: string
  /** Only https, but for the demo's own platform. */
  isSafe: (url: string) => boolean
}

/** Null when the platform no longer has it, or it is no picture; throws what may pass. */
export const fetchPicture = async (
  { aesKey, isSafe }: PictureShelf,
  { url, aesKey: ownKey }: PictureRef,
): Promise<Upload | null> => {
  if (!isSafe(url)) return null
  const answer = await axios
    .get<Buffer>(url, {
      responseType: 'arraybuffer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      maxRedirects: 0,
      maxContentLength: MAX_FILE_BYTES + 32,
      validateStatus: () => true,
    })
    .catch(() => {
      throw new WecomUnreachable('network')
    })
  if (answer.status >= 500) throw new WecomUnreachable('status')
  const bytes = answer.status === 200 ? openPicture(answer.data, ownKey ?? aesKey) : null
  const mime = bytes && pictureKind(bytes)
  return bytes && mime ? { name: `图片.${fileKinds[mime]}`, mime, bytes } : null
}

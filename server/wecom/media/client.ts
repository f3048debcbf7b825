import { fileKinds } from '../../../shared/files'
import { type AudioFormat, audioFormatOf, type SpeechRecogniser } from '../../voice/client'
import type { Media, WecomClient } from '../client'
import { reactionTo, WecomError } from '../errors/rules'

type Kept = { name: string; mime: string; bytes: Buffer }

/** A voice message: its bytes, unless the platform no longer has them, and its words, if they could be made out. */
export type Heard = { audio: Kept | null; words: string | null }

const audioMimes: Record<AudioFormat, string> = {
  amr: 'audio/amr',
  silk: 'audio/silk',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
}

/** Null when the platform will never give it; throws what may pass, so that the queue tries again. */
const fetched = async (wecom: WecomClient, mediaId: string): Promise<Media | null> => {
  try {
    const media = await wecom.downloadMedia(mediaId)
    return media.bytes.length > 0 ? media : null
  } catch (error) {
    if (error instanceof WecomError && reactionTo(error) === 'giveUp') return null
    throw error
  }
}

/** The platform's own word for what it is, where it is one of the kinds we keep. */
const declared = ({ contentType }: Media, otherwise: string): string => {
  const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  return mime in fileKinds ? mime : otherwise
}

const named = (media: Media, mime: string, base: string): Kept => ({
  name: media.fileName ?? `${base}.${fileKinds[mime]}`,
  mime,
  bytes: media.bytes,
})

/** Fetches a voice message and has it recognised; what it is follows from its header, not from its name. */
export const fetchVoice = async (
  outside: { wecom: WecomClient; speech: SpeechRecogniser },
  mediaId: string,
): Promise<Heard> => {
  const media = await fetched(outside.wecom, mediaId)
  if (!media) return { audio: null, words: null }
  const format = audioFormatOf(media.bytes)
  const mime = format ? audioMimes[format] : ''
  const audio = named(media, mime in fileKinds ? mime : declared(media, 'audio/amr'), '语音')
  const heard = format ? await outside.speech.recognise(media.bytes, format) : null
  return { audio, words: heard && 'text' in heard ? heard.text : null }
}

export const fetchPicture = async (wecom: WecomClient, mediaId: string): Promise<Kept | null> => {
  const media = await fetched(wecom, mediaId)
  return media && named(media, declared(media, 'image/jpeg'), '图片')
}

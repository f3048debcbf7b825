import * as z from 'zod/mini'
import { tencentCloud } from '../tencentCloud'

/** As Tencent's `VoiceFormat` spells them, protocol section 14.1. */
export type AudioFormat = 'amr' | 'silk' | 'mp3' | 'wav' | 'm4a' | 'aac'

/** `silence`: the recogniser heard no words. `refused`: it said no, with its own code. */
export type RecognitionFailure = 'not_configured' | 'too_large' | 'silence' | 'refused' | 'unreachable'
export type Recognition = { text: string } | { failed: RecognitionFailure; code?: string }

/** Turns at most 60 s of Mandarin speech into text. Never throws and never invents words. */
export type SpeechRecogniser = { recognise(audio: Buffer, format: AudioFormat): Promise<Recognition> }

const startsWith = (bytes: Buffer, mark: string, at = 0): boolean =>
  bytes.subarray(at, at + mark.length).equals(Buffer.from(mark, 'latin1'))

/** MPEG frame: eleven sync bits, then the layer (01 = III); AAC in ADTS has the same sync with layer 00. */
const mpegLayer = (bytes: Buffer): number | null => {
  const [first = 0, second = 0] = bytes
  return first === 0xff && (second & 0xe0) === 0xe0 ? (second >> 1) & 0b11 : null
}

const isSilk = (bytes: Buffer): boolean =>
  startsWith(bytes, '#!SILK_V3') || (bytes[0] === 0x02 && startsWith(bytes, '#!SILK_V3', 1))

const headers: [AudioFormat, (bytes: Buffer) => boolean][] = [
  ['amr', bytes => startsWith(bytes, '#!AMR\n')],
  ['silk', isSilk],
  ['wav', bytes => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)],
  ['m4a', bytes => startsWith(bytes, 'ftyp', 4)],
  ['mp3', bytes => startsWith(bytes, 'ID3') || mpegLayer(bytes) === 0b01],
  ['aac', bytes => mpegLayer(bytes) === 0b00 && (bytes[1] ?? 0) >= 0xf0],
]

/** What the bytes are, by their header and not by a name; null when it is none we can have recognised. */
export const audioFormatOf = (bytes: Buffer): AudioFormat | null =>
  headers.find(([, matches]) => matches(bytes))?.[0] ?? null

/** The default: the audio is kept and a person writes the words. */
export const noRecogniser: SpeechRecogniser = { recognise: async () => ({ failed: 'not_configured' }) }

export type TencentSettings = {
  baseUrl: string
  secretId: string
  secretKey: string
  /** Model, e.g. 16k_zh (also right for 8 kHz AMR, which the service resamples) or 16k_zh_dialect. */
  engine: string
  /** Words to favour, e.g. site and model names. */
  hotwords: string[]
  timeoutMs: number
  /** Epoch ms. */
  now: () => number
}

/** 3 MB, counted after base64. */
const MAX_DATA_CHARACTERS = 3 * 1024 * 1024
/** The service takes 128 hot words; the weight runs from 1 to 11. */
const HOTWORD_LIMIT = 128
const HOTWORD_WEIGHT = 8

const answerSchema = z.object({ Result: z.optional(z.string()) })

/** Tencent Cloud 一句话识别. */
export const tencentRecogniser = (settings: TencentSettings): SpeechRecogniser => {
  const { engine, hotwords, ...account } = settings
  const ask = tencentCloud({ ...account, service: 'asr', version: '2019-06-14' })
  const hotwordList = hotwords.slice(0, HOTWORD_LIMIT).map(word => `${word}|${HOTWORD_WEIGHT}`)

  const questionOf = (data: string, length: number, format: AudioFormat) => ({
    EngSerViceType: engine,
    SourceType: 1,
    VoiceFormat: format,
    Data: data,
    DataLen: length,
    FilterModal: 1,
    ConvertNumMode: 1,
    ...(hotwordList.length > 0 && { HotwordList: hotwordList.join(',') }),
  })

  return {
    recognise: async (audio, format) => {
      const data = audio.toString('base64')
      if (data.length > MAX_DATA_CHARACTERS) return { failed: 'too_large' }
      const answer = await ask('SentenceRecognition', questionOf(data, audio.length, format))
      if ('failed' in answer) {
        return answer.failed === 'refused' ? { failed: 'refused', code: answer.code } : { failed: 'unreachable' }
      }
      const read = z.safeParse(answerSchema, answer.response)
      if (!read.success) return { failed: 'unreachable' }
      const { Result: text = '' } = read.data
      return text.trim() === '' ? { failed: 'silence' } : { text }
    },
  }
}

import type { MediaShelf } from './media'
import { type CloudAccount, CloudRefusal, type CloudService } from './tencentCloud'
import type { Json } from './wire'

export type AsrAccount = CloudAccount

/** SentenceRecognition of Tencent Cloud for audio whose words are known, protocol section 14.1. */
export const asr = (account: AsrAccount, media: MediaShelf): CloudService => {
  const recognise = ({ Data, DataLen, SourceType, VoiceFormat, EngSerViceType }: Json): Json => {
    const audio = Buffer.from(String(Data ?? ''), 'base64')
    if (SourceType !== 1 || !EngSerViceType) throw new CloudRefusal('MissingParameter', 'SourceType, EngSerViceType')
    if (audio.length !== DataLen)
      throw new CloudRefusal('InvalidParameterValue.ErrorInvalidVoiceData', 'DataLen is wrong')
    const isAmr = audio.subarray(0, 6).toString('latin1') === '#!AMR\n'
    const text = media.heard(audio)
    if (text === undefined || isAmr !== (VoiceFormat === 'amr')) {
      throw new CloudRefusal('FailedOperation.ErrorRecognize', 'cannot recognise')
    }
    return { Result: text, AudioDuration: 1000, WordSize: 0, WordList: null }
  }
  return { account, version: '2019-06-14', actions: { SentenceRecognition: recognise } }
}

import { tc3Authorization } from '../../server/tencentCloud'
import { audioFormatOf, noRecogniser, tencentRecogniser } from '../../server/voice/client'
import { eachOnPlatform, now, platform } from './outside'

eachOnPlatform()

describe('speech', () => {
  const recogniser = (secretKey = 'key') =>
    tencentRecogniser({
      baseUrl: platform().baseUrl,
      secretId: 'id',
      secretKey,
      engine: '16k_zh',
      hotwords: ['示例物业', '多联机'],
      timeoutMs: 2000,
      now,
    })

  test('is signed as the official kit signs it', () => {
    /** Protocol section 16, vector E. */
    const authorization = tc3Authorization({
      secretId: 'AKIDEXAMPLE',
      secretKey: 'EXAMPLEKEY',
      service: 'asr',
      host: 'asr.tencentcloudapi.com',
      body: '{"EngSerViceType":"16k_zh","SourceType":1,"VoiceFormat":"amr","Data":"QUFB","DataLen":3}',
      timestamp: 1_700_000_000,
    })
    expect(authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/asr/tc3_request, SignedHeaders=content-type;host, ' +
        'Signature=fbfb49376874c069381a6bc8ebcd9bc3860c07a0e922275be5c022657ffe7d3b',
    )
  })

  test('becomes the words that were said', async () => {
    const audio = platform().bytesOf(platform().addVoice({ text: '三号楼空调漏水', seconds: 2 }))
    expect(await recogniser().recognise(audio, 'amr')).toEqual({ text: '三号楼空调漏水' })
  })

  test('becomes no words when nobody could hear any', async () => {
    const audio = platform().bytesOf(platform().addVoice({ text: '', seconds: 1 }))
    expect(await recogniser().recognise(audio, 'amr')).toEqual({ failed: 'silence' })
    expect(await recogniser().recognise(Buffer.from('#!AMR\nnoise'), 'amr')).toEqual({
      failed: 'refused',
      code: 'FailedOperation.ErrorRecognize',
    })
    expect(await recogniser('wrong').recognise(audio, 'amr')).toMatchObject({ code: 'AuthFailure.SignatureFailure' })
    expect(await recogniser().recognise(Buffer.alloc(2_400_000), 'wav')).toEqual({ failed: 'too_large' })
    platform().misbehave({ dropReply: true })
    expect(await recogniser().recognise(audio, 'amr')).toEqual({ failed: 'unreachable' })
    expect(await noRecogniser.recognise(audio, 'amr')).toEqual({ failed: 'not_configured' })
  })

  test.each([
    ['amr', Buffer.from('#!AMR\n<')],
    ['silk', Buffer.from('\x02#!SILK_V3')],
    ['silk', Buffer.from('#!SILK_V3')],
    ['mp3', Buffer.from('ID3\x04')],
    ['mp3', Buffer.from([0xff, 0xfb, 0x90])],
    ['mp3', Buffer.from([0xff, 0xf3, 0x40])],
    ['wav', Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ')],
    ['m4a', Buffer.from('\x00\x00\x00\x20ftypM4A ')],
    ['aac', Buffer.from([0xff, 0xf1, 0x50])],
    [null, Buffer.from('#!AMR-WB\n')],
    [null, Buffer.from('RIFF\x24\x00\x00\x00AVI ')],
    [null, Buffer.from('#!AM')],
    [null, Buffer.alloc(0)],
  ])('is known as %p by its first bytes', (format, bytes) => {
    expect(audioFormatOf(bytes)).toBe(format)
  })
})

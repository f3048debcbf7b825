import { createCipheriv } from 'node:crypto'
import {
  dedupeKeyOf,
  EnvelopeError,
  openEnvelope,
  parsePlaintext,
  readOuter,
  type SealedMessage,
  sealEnvelope,
  signatureOf,
  verifySignature,
} from '../../server/wecom/envelope'
import * as fc from '../support/random'

const corpId = 'wx5823bf96d3bd56c7'
const keys = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiveId: corpId }
const botKeys = { ...keys, receiveId: '' }

/** Protocol section 16, vector A: the example of the official documentation. */
const official: SealedMessage = {
  msgSignature: '477715d11cdb4164915debcba66cb864d751f3e6',
  timestamp: '1409659813',
  nonce: '1372623149',
  encrypt:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
}

/** Protocol section 16, vector B: an AI bot's JSON, receiver empty. */
const botMessage =
  '{"msgid":"CAIQ0001","aibotid":"AIBOT1","chattype":"single","from":{"userid":"zhangsan"},"msgtype":"voice","voice":{"content":"三号楼空调漏水"}}'
const botStamp = { timestamp: '1700000000', nonce: 'nonce123' }
const bot: SealedMessage = {
  ...botStamp,
  msgSignature: 'dcdd71e32c47747783cbf6f0c9de74d7051e507b',
  encrypt:
    'sKqRbbiSUnDhFHOvPjtUMb4NH/eETILY4xCjFQ+m/08uaYuxVzCrWd405ghRCc4tbI1zublbczHv7fcByD7oHwOVJGB0aHk9JZJASeHrYgab9HtI6UhCT58mveoZnxyf0njMMsv4gbi+TAlRscG6eyGt8ve88BZDv8n5F8uwQmb6Qg+V9nyCrOzcwQIQY0G7+6nbTFio+YZppWBUAgG5AlCS6Orb7RWE69l1pvzQJlCCF93JR3zNIT1DPT5+EOlM',
}

/** Signs whatever cipher text is given, so that what lies behind the signature is reached. */
const signed = (encrypt: string): SealedMessage => ({
  ...botStamp,
  encrypt,
  msgSignature: signatureOf(keys.token, botStamp.timestamp, botStamp.nonce, encrypt),
})

/** Encrypts bytes as they are, padding included: the way to bytes no honest sender makes. */
const signedBytes = (plain: Buffer): SealedMessage => {
  const key = Buffer.from(`${keys.aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return signed(Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64'))
}

const codeOf = (act: () => unknown): number | null => {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof EnvelopeError) return error.code
    throw error
  }
}

describe('the envelope of a callback', () => {
  test('opens the official example and gives its XML', () => {
    const plaintext = openEnvelope(keys, official)
    expect(Buffer.byteLength(plaintext)).toBe(284)
    expect(parsePlaintext(plaintext)).toEqual({
      ToUserName: corpId,
      FromUserName: 'mycreate',
      CreateTime: '1409659813',
      MsgType: 'text',
      Content: 'hello',
      MsgId: '4561255354251345929',
      AgentID: '218',
    })
  })

  test('seals the official example to the same bytes', () => {
    const random16 = Buffer.from('30393630363838393332633437656631', 'hex')
    const sealed = sealEnvelope(keys, openEnvelope(keys, official), { ...official, random16 })
    expect(sealed).toEqual({ encrypt: official.encrypt, signature: official.msgSignature })
  })

  test('opens and seals the message of an AI bot, whose receiver is empty', () => {
    expect(openEnvelope(botKeys, bot)).toBe(botMessage)
    const sealed = sealEnvelope(botKeys, botMessage, { ...botStamp, random16: Buffer.from('0123456789abcdef') })
    expect(sealed).toEqual({ encrypt: bot.encrypt, signature: bot.msgSignature })
  })

  const roundTrip = (message: string, receiveId: string): string => {
    const own = { ...keys, receiveId }
    const { encrypt, signature } = sealEnvelope(own, message, botStamp)
    return openEnvelope(own, { ...botStamp, encrypt, msgSignature: signature })
  }

  test.each(['', corpId])('comes back as it went in, for every length of message (receiver %p)', receiveId => {
    for (let length = 0; length <= 200; length++) {
      const message = 'x'.repeat(length)
      expect(roundTrip(message, receiveId)).toBe(message)
    }
  })

  test('comes back as it went in, whatever is written', () => {
    const message = fc.string({ unit: 'grapheme', maxLength: 200 })
    fc.assert(fc.property(message, fc.string(), (text, receiveId) => expect(roundTrip(text, receiveId)).toBe(text)))
  })
})

/** Right in all but what follows: random bytes, a length and so many zero bytes of message for a bot. */
const framed = (length: number): Buffer =>
  Buffer.concat([Buffer.alloc(19), Buffer.from([length]), Buffer.alloc(length)])

describe('what is refused', () => {
  test('a signature with one digit changed, in other case, cut short or empty', () => {
    const digit = official.msgSignature.startsWith('4') ? '5' : '4'
    const forged = [digit + official.msgSignature.slice(1), official.msgSignature.toUpperCase(), 'a1b2', '', '签名']
    for (const msgSignature of forged) {
      expect(verifySignature(keys.token, { ...official, msgSignature })).toBe(false)
      expect(codeOf(() => openEnvelope(keys, { ...official, msgSignature }))).toBe(-40001)
    }
  })

  test('another timestamp, another nonce, another token', () => {
    expect(codeOf(() => openEnvelope(keys, { ...official, timestamp: '1409659814' }))).toBe(-40001)
    expect(codeOf(() => openEnvelope(keys, { ...official, nonce: '1' }))).toBe(-40001)
    expect(codeOf(() => openEnvelope({ ...keys, token: 'other' }, official))).toBe(-40001)
  })

  test('a message sealed for another corp, for a bot, or for a longer name that begins like ours', () => {
    for (const receiveId of ['ww0000000000000000', '', `${corpId}0`, corpId.slice(0, -1)]) {
      expect(codeOf(() => openEnvelope({ ...keys, receiveId }, official))).toBe(-40005)
    }
  })

  test.each([
    ['pad byte 0', framed(44)],
    ['pad byte 33', Buffer.concat([framed(43), Buffer.alloc(33, 33)])],
    ['a pad longer than the data', Buffer.alloc(16, 17)],
    ['nothing but padding', Buffer.alloc(32, 32)],
    [
      'a length word beyond the buffer',
      Buffer.concat([Buffer.alloc(16), Buffer.from('7fffffff', 'hex'), Buffer.alloc(12, 12)]),
    ],
    ['a length word of 4 GB', Buffer.concat([Buffer.alloc(16), Buffer.from('ffffffff', 'hex'), Buffer.alloc(12, 12)])],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.alloc(16), Buffer.from('00000001ff', 'hex'), Buffer.alloc(11, 11)]),
    ],
  ])('%s', (_, plain) => {
    expect(codeOf(() => openEnvelope(botKeys, signedBytes(plain)))).toBe(-40008)
  })

  test('cipher text of a wrong length', () => {
    for (const length of [0, 3, 15, 17, 33]) {
      expect(codeOf(() => openEnvelope(botKeys, signed(Buffer.alloc(length).toString('base64'))))).toBe(-40008)
    }
  })

  test('base64 with spaces, line ends, other alphabets or missing padding', () => {
    const broken = [
      bot.encrypt.replaceAll('+', ' '),
      `${bot.encrypt.slice(0, 76)}\n${bot.encrypt.slice(76)}`,
      bot.encrypt.replaceAll('/', '_').replaceAll('+', '-'),
      `${bot.encrypt}!`,
      official.encrypt.replace(/=+$/, ''),
    ]
    for (const encrypt of broken) expect(codeOf(() => openEnvelope(botKeys, signed(encrypt)))).toBe(-40010)
  })

  test('an EncodingAESKey of another length or alphabet', () => {
    for (const aesKey of ['', keys.aesKey.slice(1), `${keys.aesKey}=`, `${keys.aesKey.slice(1)}?`]) {
      expect(codeOf(() => openEnvelope({ ...botKeys, aesKey }, bot))).toBe(-40004)
    }
  })

  test('every altered cipher text, and only ever with an EnvelopeError', () => {
    const cipher = Buffer.from(bot.encrypt, 'base64')
    fc.assert(
      fc.property(fc.nat(cipher.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const altered = Buffer.from(cipher)
        altered[at] = (altered[at] ?? 0) ^ mask
        const encrypt = altered.toString('base64')
        expect(codeOf(() => openEnvelope(botKeys, { ...bot, encrypt }))).toBe(-40001)
        codeOf(() => openEnvelope(botKeys, signed(encrypt)))
      }),
      { numRuns: 500 },
    )
  })

  test('any bytes under a right signature, with nothing but an EnvelopeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), fc.string(), (bytes, text) => {
        codeOf(() => openEnvelope(keys, signed(Buffer.from(bytes).toString('base64'))))
        codeOf(() => openEnvelope(keys, signed(text)))
        codeOf(() => openEnvelope(botKeys, signedBytes(Buffer.concat([bytes, Buffer.alloc(32)]).subarray(0, 32))))
      }),
    )
  })
})

describe('the body around the cipher text', () => {
  test('is read as XML and as JSON, whatever the header says', () => {
    const xml = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[]]></AgentID><Encrypt><![CDATA[abc+/=]]></Encrypt></xml>`
    expect(readOuter(xml, 'text/xml')).toBe('abc+/=')
    expect(readOuter(xml, '')).toBe('abc+/=')
    expect(readOuter('{"encrypt":"abc+/=","tousername":"ww"}', 'application/json')).toBe('abc+/=')
    expect(readOuter(' {"encrypt":"abc+/="}', 'text/plain')).toBe('abc+/=')
  })

  test.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['an empty element', '<xml><Encrypt></Encrypt></xml>'],
    ['no cipher text', '<xml><ToUserName>a</ToUserName></xml>'],
    ['two roots', '<xml><Encrypt>a</Encrypt></xml><xml><Encrypt>b</Encrypt></xml>'],
    ['a cut body', '<xml><Encrypt><![CDATA[abc'],
    ['a body that reaches for the prototype', '<xml><__proto__><Encrypt>a</Encrypt></__proto__></xml>'],
    ['elements nested without end', `<xml>${'<a>'.repeat(100_000)}`],
    ['more elements than the platform writes', `<xml>${'<a/>'.repeat(100)}<Encrypt>a</Encrypt></xml>`],
    ['a JSON list', '[{"encrypt":"a"}]'],
    ['JSON with a number no JSON has', '{"encrypt":01}'],
    ['cut JSON', '{"encrypt":"a'],
    ['JSON whose quotes never close', `{${'\\"'.repeat(100_000)}`],
  ])('is refused when it is %s', (_, body) => {
    expect(codeOf(() => readOuter(body, 'text/xml'))).toBe(-40002)
  })

  test('never resolves an entity, nor takes a document that defines some', () => {
    expect(readOuter('<xml><Encrypt>&a;&lt;</Encrypt></xml>', 'text/xml')).toBe('&a;&lt;')
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>'
    expect(codeOf(() => readOuter(bomb, 'text/xml'))).toBe(-40002)
  })

  test('of any kind is read or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.constantFrom('text/xml', 'application/json'), (body, type) => {
        codeOf(() => readOuter(body, type))
        codeOf(() => readOuter(`<xml>${body}</xml>`, type))
        codeOf(() => parsePlaintext(body))
      }),
    )
  })
})

describe('the plain text', () => {
  test('keeps spaces, line ends and angle brackets of a message', () => {
    const text = '<xml><Content><![CDATA[  三号楼\n<空调> &amp; ]]></Content></xml>'
    expect(parsePlaintext(text)).toEqual({ Content: '  三号楼\n<空调> &amp; ' })
  })

  test('keeps all digits of a 64-bit id, in XML and in JSON', () => {
    const id = '4561255354251345929'
    expect(parsePlaintext(`<xml><MsgId>${id}</MsgId></xml>`).MsgId).toBe(id)
    const json = parsePlaintext(
      `{"MsgId":${id},"AgentID":-1.50,"Ok":true,"Key":null,"Content":"MsgId: 12, null \\"1\\""}`,
    )
    expect(json).toEqual({ MsgId: id, AgentID: '-1.50', Ok: 'true', Key: '', Content: 'MsgId: 12, null "1"' })
  })

  test('gives a list also for a single element', () => {
    const one =
      '<SelectedItem><QuestionKey>eta</QuestionKey><OptionIds><OptionId>30m</OptionId></OptionIds></SelectedItem>'
    expect(parsePlaintext(`<xml><SelectedItems>${one}</SelectedItems></xml>`)).toEqual({
      SelectedItems: { SelectedItem: [{ QuestionKey: 'eta', OptionIds: { OptionId: ['30m'] } }] },
    })
  })
})

describe('the key that tells a repeat', () => {
  const keyOf = (plaintext: string) => dedupeKeyOf(plaintext, parsePlaintext(plaintext))
  const event = (key: string) =>
    `<xml><FromUserName>lisi</FromUserName><CreateTime>1763780000</CreateTime><MsgType>event</MsgType><EventKey>${key}</EventKey></xml>`

  test('is the message id with all its digits', () => {
    const [one, next] = ['4561255354251345929', '4561255354251345930'].map(id =>
      keyOf(`<xml><MsgId>${id}</MsgId></xml>`),
    )
    expect(one).toBe('msg:4561255354251345929')
    expect(next).not.toBe(one)
    expect(keyOf(botMessage)).toBe('bot:CAIQ0001')
  })

  test('is the same for a retry, which only the envelope tells apart', () => {
    const seal = (nonce: string) => sealEnvelope(keys, event('a'), { timestamp: '1', nonce })
    const open = (nonce: string, { encrypt, signature }: { encrypt: string; signature: string }) =>
      openEnvelope(keys, { timestamp: '1', nonce, encrypt, msgSignature: signature })
    const [first, retry] = [seal('1'), seal('2')]
    expect(first.encrypt).not.toBe(retry.encrypt)
    expect(keyOf(open('1', first))).toBe(keyOf(open('2', retry)))
    expect(keyOf(event('a'))).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('differs for two events of one person in the same second', () => {
    expect(keyOf(event('a'))).not.toBe(keyOf(event('b')))
  })
})

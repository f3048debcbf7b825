import { createCipheriv } from 'node:crypto'
import { clockTime, countdown, safe } from '../../server/bot/answers/view'
import { backOffMs, readFrame } from '../../server/bot/connection/rules'
import { openPicture, pictureKind } from '../../server/bot/media/envelope'
import { readBotMessage } from '../../server/bot/messages/rules'
import { mayTell, type Wish, wishOf } from '../../server/bot/rules'
import { cutToBytes, frameOf } from '../../server/bot/stream/rules'
import { numberIn } from '../../shared/tickets/numbers'
import * as fc from '../support/random'
import { AES_KEY, PNG } from './desk'

const wish = (words: string, quoted = '', soundsLikeTicket = false): Wish => wishOf({ words, quoted, soundsLikeTicket })

describe('what the bot understands', () => {
  test.each<[string, Wish]>([
    ['报修 3号楼空调漏水 明天上午', { kind: 'report', words: '报修 3号楼空调漏水 明天上午' }],
    ['帮我报修一下：电梯异响', { kind: 'report', words: '帮我报修一下：电梯异响' }],
    ['我的工单', { kind: 'mine' }],
    ['看看我手上还有哪些工单', { kind: 'mine' }],
    ['T20261122-0007 到哪了', { kind: 'progress', number: 'T20261122-0007' }],
    ['t20261122 0007', { kind: 'progress', number: 'T20261122-0007' }],
    ['Ｔ20261122－0007怎么样了', { kind: 'progress', number: 'T20261122-0007' }],
    ['催一下 T20261122-0007', { kind: 'nudge', number: 'T20261122-0007' }],
    ['T20261122-0007 再催催', { kind: 'nudge', number: 'T20261122-0007' }],
    ['催一下', { kind: 'nudge', number: null }],
    ['今天谁有空', { kind: 'free' }],
    ['现在哪位师傅有空', { kind: 'free' }],
    ['报修', { kind: 'help' }],
    ['你好', { kind: 'help' }],
    ['', { kind: 'help' }],
    ['报修单号忘了怎么办', { kind: 'report', words: '报修单号忘了怎么办' }],
  ])('%s', (words, expected) => {
    expect(wish(words)).toEqual(expected)
  })

  test('is a fault when intake hears one, and a question about people when it is one', () => {
    expect(wish('三号楼空调漏水', '', true)).toEqual({ kind: 'report', words: '三号楼空调漏水' })
    expect(wish('今天谁有空修空调', '', true)).toEqual({ kind: 'free' })
  })

  test('finds the number in what is quoted', () => {
    expect(wish('催一下', '工单 T20261122-0007 空调漏水')).toEqual({ kind: 'nudge', number: 'T20261122-0007' })
    expect(wish('到哪了', '工单 T20261122-0007 空调漏水')).toEqual({ kind: 'progress', number: 'T20261122-0007' })
  })

  test('reads every number it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), count => {
        const number = `T20261122-${String(count).padStart(4, '0')}`
        expect(numberIn(`请问${number}到哪了`)).toBe(number)
      }),
    )
  })
})

describe('a message to the bot', () => {
  const read = (more: object) =>
    readBotMessage(JSON.stringify({ msgid: 'm1', aibotid: 'A', from: { userid: 'zhangsan' }, ...more }))

  test('in a group is what stands beside the mention', () => {
    const message = read({ chatid: 'wr1', msgtype: 'text', text: { content: '@工单助手 三号楼空调漏水' } })
    expect(message).toMatchObject({ kind: 'said', words: '三号楼空调漏水', chatId: 'wr1', from: 'zhangsan' })
    expect(read({ chatid: 'wr1', msgtype: 'text', text: { content: '我的工单 @工单助手' } })).toMatchObject({
      words: '我的工单',
    })
  })

  test('brings pictures with their keys, words and what it answers to', () => {
    const items = [
      { msgtype: 'text', text: { content: '漏水' } },
      { msgtype: 'image', image: { url: 'https://p/1', aeskey: 'k' } },
      { msgtype: 'image', image: { url: 'https://p/2' } },
    ]
    const quote = { msgtype: 'text', text: { content: '昨天就这样' } }
    expect(read({ msgtype: 'mixed', mixed: { msg_item: items }, quote })).toMatchObject({
      words: '漏水',
      quoted: '昨天就这样',
      pictures: [
        { url: 'https://p/1', aesKey: 'k' },
        { url: 'https://p/2', aesKey: null },
      ],
    })
  })

  test('of an unknown kind, or that cannot be read, is kept by name', () => {
    expect(read({ msgtype: 'video', video: { url: 'https://v' } })).toMatchObject({ kind: 'other', name: 'video' })
    expect(read({ msgtype: 'event', event: { eventtype: 'feedback_event' } })).toMatchObject({
      kind: 'other',
      name: 'event.feedback_event',
    })
    expect(readBotMessage('[]')).toMatchObject({ kind: 'other', messageId: null })
    expect(readBotMessage('{')).toMatchObject({ kind: 'other', messageId: null })
  })
})

describe('a picture', () => {
  const key = Buffer.from(AES_KEY, 'base64')
  const sealed = (bytes: Buffer, pad = 32 - (bytes.length % 32)): Buffer => {
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(pad, pad)])), cipher.final()])
  }

  test('opens whatever its length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        expect(openPicture(sealed(Buffer.from(bytes)), AES_KEY)).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('does not open with another key, a broken end or a wrong length', () => {
    const other = Buffer.alloc(32, 7).toString('base64')
    expect(openPicture(sealed(PNG), other)).toBeNull()
    expect(openPicture(sealed(PNG).subarray(0, 17), AES_KEY)).toBeNull()
    expect(openPicture(Buffer.alloc(0), AES_KEY)).toBeNull()
    expect(openPicture(sealed(PNG), 'short')).toBeNull()
  })

  test('is known by its first bytes', () => {
    expect(pictureKind(PNG)).toBe('image/png')
    expect(pictureKind(Buffer.from('<html>'))).toBeNull()
  })
})

describe('an answer', () => {
  const row = { id: 's1', says: null, card: null, state: 'received' as const, receivedAt: new Date(0) }

  test('is unfinished while it is worked on, at most six minutes', () => {
    expect(frameOf(row, new Date(359_999))).toMatchObject({ stream: { id: 's1', finish: false } })
    expect(frameOf(row, new Date(360_000))).toMatchObject({ stream: { finish: true } })
    expect(frameOf({ ...row, says: '好', state: 'answered' }, new Date(1))).toEqual({
      msgtype: 'stream',
      stream: { id: 's1', finish: true, content: '好' },
    })
  })

  test('is cut to the bytes that the platform takes, never inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 8, max: 60 }), (text, most) => {
        const cut = cutToBytes(text, most)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most)
        if (Buffer.byteLength(text) <= most) expect(cut).toBe(text)
        else expect(text.startsWith(cut.slice(0, -1))).toBe(true)
      }),
    )
  })

  test('speaks of time as people do', () => {
    const now = new Date('2026-11-23T09:00:00+08:00')
    expect(countdown('2026-11-23T10:20:00+08:00', now)).toBe('还剩 1 小时 20 分')
    expect(countdown('2026-11-23T08:48:00+08:00', now)).toBe('超时 12 分')
    expect(countdown('2026-11-25T10:00:00+08:00', now)).toBe('还剩 2 天')
    expect(countdown(null, now)).toBe('')
    expect(clockTime('2026-11-24T00:00:00+08:00', now)).toBe('明天 00:00')
    expect(clockTime('2026-11-22T23:59:00+08:00', now)).toBe('昨天 23:59')
    expect(clockTime('2026-12-01T08:00:00+08:00', now)).toBe('12-01 08:00')
  })

  test('shows nobody’s number and no link of somebody’s making', () => {
    expect(safe('[点这里](http://x) 13900000101')).toBe('【点这里】(http://x) 139****0101')
  })
})

describe('the long connection', () => {
  test('tries again after 1, 2, 4 … 30 s', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(backOffMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  test('reads frames and acknowledgements, and lets pass what is neither', () => {
    expect(readFrame('{"headers":{"req_id":"r"},"errcode":0,"errmsg":"ok"}')).toMatchObject({
      cmd: '',
      requestId: 'r',
      errcode: 0,
    })
    expect(readFrame('{"cmd":"aibot_msg_callback","headers":{"req_id":"r"},"body":{"a":"x\u0001y"}}')).toMatchObject({
      body: { a: 'xy' },
    })
    expect(readFrame('nonsense')).toBeNull()
  })

  test('speaks unasked at most 30 times a minute and 1000 an hour', () => {
    expect(mayTell({ lastMinute: 29, lastHour: 999 })).toBe(true)
    expect(mayTell({ lastMinute: 30, lastHour: 30 })).toBe(false)
    expect(mayTell({ lastMinute: 0, lastHour: 1000 })).toBe(false)
  })
})

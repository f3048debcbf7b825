import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import axios from 'axios'
import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { tc3Authorization } from '../../server/tencentCloud'
import { audioFormatOf, noRecogniser, tencentRecogniser } from '../../server/voice/client'
import { wechatClient } from '../../server/wechat/client'
import { type TemplateCard, type WecomClient, wecomClient } from '../../server/wecom/client'
import { openEnvelope, parsePlaintext, readOuter } from '../../server/wecom/envelope'
import { reactionTo, WecomError } from '../../server/wecom/errors/rules'
import { readMessage } from '../../server/wecom/messages/rules'
import { inProcessTokens } from '../../server/wecom/tokens/client'

const app = { corpId: 'wwCORP', agentId: 1000002, secret: 'app-secret' }
const keys = { token: 'token', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let clock = 0
let platform: Platform
let wecom: WecomClient
const now = () => clock
const pass = (ms: number) => {
  clock += ms
}
const clientOf = (settings: Partial<typeof app & { timeoutMs: number }> = {}) =>
  wecomClient({ ...app, baseUrl: platform.baseUrl, tokens: inProcessTokens(now), timeoutMs: 2000, ...settings })

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 4)
  platform = await startPlatform({
    ...app,
    now,
    callback: { url: 'http://127.0.0.1:9/wecom/callback', ...keys },
    wechat: { appId: 'wxAPP', secret: 'wx-secret' },
    asr: { secretId: 'id', secretKey: 'key' },
    retryDelaysMs: [1, 1],
    members: [
      { userId: 'ZhangSan', name: '张三', departmentIds: [1] },
      { userId: 'lisi', name: '李四', departmentIds: [2] },
    ],
  })
  wecom = clientOf()
})
afterEach(() => platform.stop())

const accessToken = async (): Promise<string> => {
  const params = { corpid: app.corpId, corpsecret: app.secret }
  return (await axios.get(`${platform.baseUrl}/cgi-bin/gettoken`, { params })).data.access_token
}
/** A call that the product's own client does not make. */
const call = async (path: string, body?: object | FormData) => {
  const url = `${platform.baseUrl}/cgi-bin/${path}`
  const config = { params: { access_token: await accessToken() } }
  return (await (body ? axios.post(url, body, config) : axios.get(url, config))).data
}

const textTo = (touser: string, content = '你好') => ({ touser, msgtype: 'text' as const, text: { content } })
const buttons = [
  { text: '接单', style: 1, key: 'ticket.accept' },
  { text: '退回', style: 2, key: 'ticket.return' },
]
const dispatchCard = (taskId: string): TemplateCard => ({
  card_type: 'button_interaction',
  main_title: { title: '新工单 T20261122-0007', desc: '三号楼空调漏水' },
  task_id: taskId,
  button_list: buttons,
})
/** Any card, also one that our own types would not let through: the platform must refuse it by itself. */
const cardTo = (touser: string, template_card: object) => ({
  touser,
  msgtype: 'template_card' as const,
  template_card: template_card as TemplateCard,
})
const outcomes = () => platform.outbox.map(({ outcome }) => outcome)

describe('the access token', () => {
  test('is fetched once for many calls at once, and kept until shortly before its end', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => wecom.sendMessage(textTo('lisi', `${n}`))))
    pass(2 * HOUR - 6 * MINUTE)
    await wecom.sendMessage(textTo('lisi'))
    expect(platform.calls('/cgi-bin/gettoken')).toBe(1)
    pass(7 * MINUTE)
    await wecom.sendMessage(textTo('lisi'))
    expect(platform.calls('/cgi-bin/gettoken')).toBe(2)
  })

  test('is asked for sparingly near its end, when the platform still hands out the old one', async () => {
    await wecom.jsapiTicket()
    pass(2 * HOUR - 4 * MINUTE)
    for (let n = 0; n < 5; n++) await wecom.sendMessage(textTo('lisi', `${n}`))
    expect(platform.calls('/cgi-bin/gettoken')).toBe(2)
  })

  test.each([40014, 42001] as const)('that dies early (%i) is refreshed once for all who notice', async errcode => {
    await wecom.sendMessage(textTo('lisi'))
    platform.expireTokens(errcode)
    await Promise.all(Array.from({ length: 20 }, (_, n) => wecom.sendMessage(textTo('lisi', `${n}`))))
    expect(platform.calls('/cgi-bin/gettoken')).toBe(2)
    expect(outcomes().filter(outcome => outcome === 'delivered')).toHaveLength(21)
  })

  test('that keeps dying is not refreshed in a loop', async () => {
    await wecom.sendMessage(textTo('lisi'))
    for (let n = 0; n < 5; n++) {
      platform.expireTokens()
      await wecom.sendMessage(textTo('lisi', `${n}`)).catch(() => undefined)
    }
    expect(platform.calls('/cgi-bin/gettoken')).toBe(2)
    pass(11_000)
    await wecom.sendMessage(textTo('lisi'))
    expect(platform.calls('/cgi-bin/gettoken')).toBe(3)
  })

  test('that is new stays when somebody still complains about the old one', async () => {
    const tokens = inProcessTokens(now)
    let fetched = 0
    const held = () => tokens.get('key', async () => ({ value: `token ${++fetched}`, expiresInSeconds: 7200 }))
    const old = await held()
    await tokens.drop('key', old)
    expect(await held()).toBe('token 2')
    pass(MINUTE)
    await tokens.drop('key', old)
    expect(await held()).toBe('token 2')
  })

  test('survives a platform that gives no new one while it still lives', async () => {
    await wecom.sendMessage(textTo('lisi'))
    pass(2 * HOUR - 2 * MINUTE)
    platform.misbehave({ errcodeOnce: -1, only: '/cgi-bin/gettoken' })
    await wecom.sendMessage(textTo('lisi'))
    expect(outcomes()).toEqual(['delivered', 'delivered'])
  })

  test('is not given for a wrong secret or corp', async () => {
    await expect(clientOf({ secret: 'x' }).jsapiTicket()).rejects.toMatchObject({ errcode: 40001 })
    await expect(clientOf({ corpId: 'x' }).jsapiTicket()).rejects.toMatchObject({ errcode: 40013 })
    const { data } = await axios.post(`${platform.baseUrl}/cgi-bin/message/send`, {})
    expect(data.errcode).toBe(41001)
  })
})

describe('what goes wrong outside', () => {
  test('never shows the secret or the token in the error', async () => {
    platform.misbehave({ dropReply: true })
    const error: unknown = await wecom.sendMessage(textTo('lisi')).catch(caught => caught)
    expect(error).toMatchObject({ name: 'WecomUnreachable', reason: 'network' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(app.secret)
    expect(reactionTo(error)).toBe('retry')
  })

  test('is a timeout when the answer takes too long', async () => {
    platform.misbehave({ slowMs: 5000 })
    await expect(clientOf({ timeoutMs: 50 }).jsapiTicket()).rejects.toMatchObject({ reason: 'timeout' })
  })

  test('is judged by its errcode', async () => {
    await wecom.sendMessage(textTo('lisi'))
    platform.misbehave({ errcodeOnce: 45009, only: '/cgi-bin/message/send' })
    const error: unknown = await wecom.sendMessage(textTo('lisi')).catch(caught => caught)
    expect(error).toBeInstanceOf(WecomError)
    expect(reactionTo(error)).toBe('retry')
    expect([60020, 60111, 40007, 99999].map(code => reactionTo(new WecomError(code, '')))).toEqual([
      'alarm',
      'memberGone',
      'giveUp',
      'giveUp',
    ])
    expect(reactionTo(new Error('ours'))).toBe('giveUp')
  })

  test('leaves a message sent once when the answer is lost and the repeat asks for the duplicate check', async () => {
    const message = {
      ...textTo('lisi', '升级：T7 第 2 级'),
      enable_duplicate_check: 1 as const,
      duplicate_check_interval: 600,
    }
    platform.misbehave({ dropReply: true, only: '/cgi-bin/message/send' })
    await expect(wecom.sendMessage(message)).rejects.toMatchObject({ reason: 'network' })
    platform.misbehave({})
    await wecom.sendMessage(message)
    expect(outcomes()).toEqual(['delivered', 'duplicate'])
    pass(11 * MINUTE)
    await wecom.sendMessage(message)
    expect(outcomes()).toEqual(['delivered', 'duplicate', 'delivered'])
  })
})

describe('a message to members', () => {
  test('reaches those who exist; the others come back in lower case', async () => {
    const receipt = await wecom.sendMessage(textTo('zhangsan|WangWu'))
    expect(receipt.invalidUserIds).toEqual(['wangwu'])
    expect(platform.outbox).toMatchObject([
      { userId: 'ZhangSan', kind: 'text', content: { content: '你好' }, at: clock },
    ])
    await expect(wecom.sendMessage(textTo('nobody'))).rejects.toMatchObject({ errcode: 81013 })
    await expect(wecom.sendMessage(textTo(''))).rejects.toMatchObject({ errcode: 82001 })
  })

  test('vanishes without a word above 30 a minute and 1000 an hour', async () => {
    const sendAtOnce = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, n) => wecom.sendMessage(textTo('lisi', `${n}`))))
    const dropped = () => outcomes().filter(outcome => outcome === 'dropped').length
    await sendAtOnce(31)
    expect([outcomes().length, dropped()]).toEqual([31, 1])
    for (let sent = 30; sent < 1000; sent += 30) {
      pass(MINUTE)
      await sendAtOnce(Math.min(30, 1000 - sent))
    }
    expect([outcomes().length, dropped()]).toEqual([1001, 1])
    pass(MINUTE)
    await wecom.sendMessage(textTo('lisi', 'the 1001st'))
    expect(dropped()).toBe(2)
    pass(HOUR)
    await wecom.sendMessage(textTo('lisi', 'later'))
    expect(outcomes().at(-1)).toBe('delivered')
  })

  const notice = { appid: 'wxAPP', title: '工单已派给您', page: 'pages/ticket/detail?id=7' }
  test.each<[number, string, Parameters<WecomClient['sendMessage']>[0]]>([
    [45002, 'text above 2048 bytes', textTo('lisi', '字'.repeat(683))],
    [44004, 'empty text', textTo('lisi', '')],
    [
      45002,
      'a long title',
      { touser: 'lisi', msgtype: 'textcard', textcard: { title: '字'.repeat(43), description: 'd', url: 'https://u' } },
    ],
    [
      45034,
      'a bare address',
      { touser: 'lisi', msgtype: 'textcard', textcard: { title: 't', description: 'd', url: 'u' } },
    ],
    [
      90204,
      'a page with .html',
      { touser: 'lisi', msgtype: 'miniprogram_notice', miniprogram_notice: { ...notice, page: 'a.html' } },
    ],
    [
      40058,
      'a short title',
      { touser: 'lisi', msgtype: 'miniprogram_notice', miniprogram_notice: { ...notice, title: '短' } },
    ],
    [40058, 'a notice to all', { touser: '@all', msgtype: 'miniprogram_notice', miniprogram_notice: notice }],
    [42014, 'a button card without task_id', cardTo('lisi', { ...dispatchCard('a'), task_id: undefined })],
    [42014, 'a task_id with a dot', cardTo('lisi', dispatchCard('a.b'))],
    [
      42045,
      'a text notice without card_action',
      cardTo('lisi', { card_type: 'text_notice', main_title: { title: 't' } }),
    ],
    [42038, 'a button card without buttons', cardTo('lisi', { ...dispatchCard('a'), button_list: [] })],
    [
      42035,
      'seven rows',
      cardTo('lisi', { ...dispatchCard('a'), horizontal_content_list: Array(7).fill({ keyname: 'k' }) }),
    ],
  ])('is refused with %i: %s', async (errcode, _, message) => {
    await expect(wecom.sendMessage(message)).rejects.toMatchObject({ errcode })
    expect(platform.outbox).toEqual([])
  })

  test('of the mini-program reaches the member', async () => {
    const content_item = [{ key: '客户', value: '示例物业' }]
    await wecom.sendMessage({
      touser: 'lisi',
      msgtype: 'miniprogram_notice',
      miniprogram_notice: { ...notice, content_item },
    })
    expect(outcomes()).toEqual(['delivered'])
  })

  test('from another app is refused', async () => {
    await expect(clientOf({ agentId: 1 }).sendMessage(textTo('lisi'))).rejects.toMatchObject({ errcode: 40056 })
  })
})

describe('a card', () => {
  test('shows the new words after one update; its code works once', async () => {
    const { responseCode } = await wecom.sendMessage(cardTo('zhangsan|lisi', dispatchCard('T7_d1')))
    const update = {
      userids: ['lisi', 'wangwu'],
      response_code: responseCode ?? '',
      button: { replace_name: '已被李四接单' },
    }
    expect(await wecom.updateTemplateCard(update)).toEqual({ invalidUserIds: ['wangwu'] })
    expect(platform.outbox.map(({ userId, outcome, card }) => [userId, outcome, card?.replacedButton])).toEqual([
      ['ZhangSan', 'delivered', null],
      ['lisi', 'delivered', '已被李四接单'],
      ['lisi', 'updated', '已被李四接单'],
    ])
    await expect(wecom.updateTemplateCard(update)).rejects.toMatchObject({ errcode: 60140 })
  })

  test('gets a new code with every click, good for 72 hours', async () => {
    await wecom.sendMessage(cardTo('lisi', dispatchCard('T7_d1')))
    const click = (key: string) => {
      const message = readMessage(
        parsePlaintext(platform.compose.memberClicksCard('lisi', 'T7_d1', key, { eta: ['30m'] }).plaintext),
      )
      return message.kind === 'cardClick' ? message : null
    }
    const [first, second] = [click('ticket.accept'), click('ticket.return')]
    expect(first).toMatchObject({ from: 'lisi', taskId: 'T7_d1', key: 'ticket.accept', selected: { eta: ['30m'] } })
    expect(first?.responseCode).not.toBe(second?.responseCode)
    const shown: TemplateCard = {
      card_type: 'text_notice',
      main_title: { title: '已接单' },
      card_action: { type: 1, url: 'https://t' },
    }
    await wecom.updateTemplateCard({
      userids: ['lisi'],
      response_code: first?.responseCode ?? '',
      template_card: shown,
    })
    expect(platform.outbox[0]?.card?.card).toEqual(shown)
    pass(73 * HOUR)
    await expect(
      wecom.updateTemplateCard({ userids: ['lisi'], response_code: second?.responseCode ?? '', template_card: shown }),
    ).rejects.toMatchObject({ errcode: 60140 })
  })

  test('cannot take the task_id of another', async () => {
    await wecom.sendMessage(cardTo('lisi', dispatchCard('T7_d1')))
    await expect(wecom.sendMessage(cardTo('zhangsan', dispatchCard('T7_d1')))).rejects.toMatchObject({ errcode: 42014 })
  })

  test('can be clicked only by whom it has reached, and only where it has a button', async () => {
    await wecom.sendMessage(cardTo('lisi', dispatchCard('T7_d1')))
    expect(() => platform.compose.memberClicksCard('zhangsan', 'T7_d1', 'ticket.accept')).toThrow('no card')
    expect(() => platform.compose.memberClicksCard('lisi', 'T7_d1', 'ticket.fly')).toThrow('no key')
  })

  test('can be recalled', async () => {
    const { messageId } = await wecom.sendMessage(textTo('lisi'))
    await call('message/recall', { msgid: messageId })
    expect(outcomes()).toEqual(['delivered', 'recalled'])
  })
})

describe('media', () => {
  test('come as bytes with their name, or as an errcode inside 200', async () => {
    const mediaId = platform.addVoice({ text: '三号楼空调漏水', seconds: 3 })
    const media = await wecom.downloadMedia(mediaId)
    expect(media).toMatchObject({ contentType: 'audio/amr', fileName: expect.stringMatching(/\.amr$/) })
    expect(media.bytes.length).toBe(6 + 3 * 50 * 32)
    expect(audioFormatOf(media.bytes)).toBe('amr')
    await expect(wecom.downloadMedia('media-none')).rejects.toMatchObject({ errcode: 40007 })
    pass(73 * HOUR)
    await expect(wecom.downloadMedia(mediaId)).rejects.toMatchObject({ errcode: 40007 })
  })

  test('keep a Chinese file name and survive a token that dies early', async () => {
    const mediaId = platform.addMedia({
      bytes: Buffer.from('{"a":1}'),
      contentType: 'application/json',
      fileName: '清单.json',
    })
    await wecom.jsapiTicket()
    platform.expireTokens()
    expect(await wecom.downloadMedia(mediaId)).toMatchObject({ fileName: '清单.json', bytes: Buffer.from('{"a":1}') })
  })

  test('can be uploaded', async () => {
    const form = new FormData()
    form.set('media', new Blob(['#!AMR\nabc']), '语音.amr')
    const data = await call('media/upload?type=voice', form)
    expect((await wecom.downloadMedia(data.media_id)).fileName).toBe('语音.amr')
  })
})

describe('who somebody is', () => {
  test('a member by a login code that works once, for five minutes', async () => {
    const code = platform.loginCode('zhangsan')
    expect(await wecom.codeToSession(code)).toMatchObject({ userId: 'ZhangSan' })
    await expect(wecom.codeToSession(code)).rejects.toMatchObject({ errcode: 40029 })
    const late = platform.loginCode('lisi')
    pass(5 * MINUTE + 1)
    await expect(wecom.codeToSession(late)).rejects.toMatchObject({ errcode: 40029 })
  })

  test('a member of another corp is refused', async () => {
    const tokens = { get: accessToken, drop: async () => undefined }
    const stranger = wecomClient({ ...app, corpId: 'wwOTHER', baseUrl: platform.baseUrl, tokens, timeoutMs: 2000 })
    await expect(stranger.codeToSession(platform.loginCode('lisi'))).rejects.toMatchObject({ errcode: 40013 })
  })

  test('members are listed by id, and found through departments above their own', async () => {
    platform.addDepartment({ id: 1, parentId: 0, name: '总部' })
    platform.addDepartment({ id: 2, parentId: 1, name: '浦东' })
    expect(await call('user/get?userid=ZHANGSAN')).toMatchObject({ errcode: 0, userid: 'ZhangSan', name: '张三' })
    expect(await call('user/get?userid=nobody')).toMatchObject({ errcode: 60111 })
    expect(await call('user/list_id', { limit: 1 })).toMatchObject({
      dept_user: [{ userid: 'ZhangSan' }],
      next_cursor: '1',
    })
    expect(await call('user/list_id', { cursor: '1', limit: 1 })).toMatchObject({
      dept_user: [{ userid: 'lisi' }],
      next_cursor: '',
    })
    expect(await call('department/simplelist?id=2')).toMatchObject({ department_id: [{ id: 2, parentid: 1 }] })
    const message = { agentid: app.agentId, msgtype: 'text', text: { content: 'a' } }
    expect(await call('message/send', { ...message, toparty: '1|9' })).toMatchObject({ errcode: 0, invalidparty: '9' })
    expect(platform.outbox.map(({ userId }) => userId)).toEqual(['ZhangSan', 'lisi'])
  })

  test('a customer in WeChat by a code of WeChat', async () => {
    const tokens = inProcessTokens(now)
    const wechat = wechatClient({
      baseUrl: platform.baseUrl,
      appId: 'wxAPP',
      secret: 'wx-secret',
      tokens,
      timeoutMs: 2000,
    })
    const code = platform.wechatLoginCode('oOPENID', 'uUNION')
    expect(await wechat.codeToSession(code)).toEqual({ openId: 'oOPENID', unionId: 'uUNION' })
    await expect(wechat.codeToSession(code)).rejects.toMatchObject({ name: 'WechatError', errcode: 40029 })
    expect(await wechat.codeToSession(platform.wechatLoginCode('oOTHER'))).toEqual({ openId: 'oOTHER', unionId: null })
    expect(await wechat.accessToken()).toBe(await wechat.accessToken())
    expect(platform.calls('/cgi-bin/stable_token')).toBe(1)
    platform.misbehave({ dropReply: true })
    await expect(wechat.codeToSession('x')).rejects.toMatchObject({ name: 'WechatUnreachable', reason: 'network' })
  })

  test('a customer of a member, with remarks and tags', async () => {
    const followers = [{ userId: 'lisi', remark: '示例物业', mobiles: ['13800000000'], tags: ['VIP'] }]
    platform.addCustomer({ externalUserId: 'wm1', name: '王女士', unionId: 'uUNION', followers })
    expect(await wecom.externalContact('wm1')).toEqual({
      externalUserId: 'wm1',
      name: '王女士',
      from: 'wechat',
      unionId: 'uUNION',
      corpName: null,
      followers,
    })
    const many = Array.from({ length: 501 }, (_, n) => ({ userId: `member${n}` }))
    platform.addCustomer({ externalUserId: 'wm3', name: '示例物业', corpName: '示例集团', followers: many })
    expect((await wecom.externalContact('wm3')).followers).toHaveLength(501)
    await expect(wecom.externalContact('wm2')).rejects.toMatchObject({ errcode: 40096 })
  })

  test('the tickets for pages are kept like the token', async () => {
    const [corp, again, agent] = [await wecom.jsapiTicket(), await wecom.jsapiTicket(), await wecom.agentTicket()]
    expect(again).toBe(corp)
    expect(agent).not.toBe(corp)
    expect(platform.calls('/cgi-bin/get_jsapi_ticket')).toBe(1)
  })
})

describe('speech', () => {
  const recogniser = (secretKey = 'key') =>
    tencentRecogniser({
      baseUrl: platform.baseUrl,
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
    const audio = platform.bytesOf(platform.addVoice({ text: '三号楼空调漏水', seconds: 2 }))
    expect(await recogniser().recognise(audio, 'amr')).toEqual({ text: '三号楼空调漏水' })
  })

  test('becomes no words when nobody could hear any', async () => {
    const audio = platform.bytesOf(platform.addVoice({ text: '', seconds: 1 }))
    expect(await recogniser().recognise(audio, 'amr')).toEqual({ failed: 'silence' })
    expect(await recogniser().recognise(Buffer.from('#!AMR\nnoise'), 'amr')).toEqual({
      failed: 'refused',
      code: 'FailedOperation.ErrorRecognize',
    })
    expect(await recogniser('wrong').recognise(audio, 'amr')).toMatchObject({ code: 'AuthFailure.SignatureFailure' })
    expect(await recogniser().recognise(Buffer.alloc(2_400_000), 'wav')).toEqual({ failed: 'too_large' })
    platform.misbehave({ dropReply: true })
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

describe('a callback', () => {
  type Received = { url: URL; body: string; contentType: string }
  let received: Received[]
  let statuses: (number | 'hang up')[]
  let server: Server
  let url: string

  beforeEach(async () => {
    received = []
    statuses = []
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const url = new URL(request.url ?? '/', 'http://server')
      received.push({
        url,
        body: Buffer.concat(chunks).toString(),
        contentType: String(request.headers['content-type']),
      })
      const status = statuses.shift() ?? 200
      if (status === 'hang up') return request.socket.destroy()
      response.writeHead(status).end(request.method === 'GET' ? opened(received.at(-1)) : '')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
    platform.setCallback({ url, ...keys })
    platform.setBotCallback({ url, ...keys })
  })
  afterEach(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )

  const opened = (callback: Received | undefined, receiveId = app.corpId): string => {
    if (!callback) throw new Error('nothing was received')
    const query = (name: string) => callback.url.searchParams.get(name) ?? ''
    return openEnvelope(
      { ...keys, receiveId },
      {
        msgSignature: query('msg_signature'),
        timestamp: query('timestamp'),
        nonce: query('nonce'),
        encrypt: query('echostr') || readOuter(callback.body, callback.contentType),
      },
    )
  }
  const message = (index: number) => readMessage(parsePlaintext(opened(received[index])))

  test('is verified before it is used', async () => {
    expect(await platform.verifyCallbackUrl()).toBe(true)
    statuses = [500]
    expect(await platform.verifyCallbackUrl()).toBe(false)
  })

  test('brings what a member said, spoke, sent and did', async () => {
    expect(await platform.memberSays('zhangsan', '三号楼<空调> ]]> 漏水')).toMatchObject({ accepted: true })
    await platform.memberSpeaks('lisi', 'm1')
    await platform.memberSendsImage('lisi', 'm2')
    await platform.memberSendsPlace('lisi', { lat: 31.2, lng: 121.5, label: '张江' })
    await platform.memberEntersApp('lisi')
    await platform.memberClicksMenu('lisi', 'new')
    await platform.sendEvent({
      Event: 'change_external_contact',
      ChangeType: 'add_external_contact',
      ExternalUserID: 'wm1',
    })
    await platform.memberLeaves('lisi')
    expect(received.map((_, index) => message(index))).toMatchObject([
      { kind: 'text', content: '三号楼<空调> ]]> 漏水', from: 'ZhangSan', sentAt: clock, agentId: '1000002' },
      { kind: 'voice', mediaId: 'm1', format: 'amr' },
      { kind: 'image', mediaId: 'm2' },
      { kind: 'location', lat: 31.2, lng: 121.5, label: '张江' },
      { kind: 'enterAgent', from: 'lisi' },
      { kind: 'menuClick', key: 'new' },
      { kind: 'externalContactChanged', externalUserId: 'wm1', from: 'sys' },
      { kind: 'contactChanged', change: 'deleted', id: 'lisi' },
    ])
    await expect(wecom.sendMessage(textTo('lisi'))).rejects.toMatchObject({ errcode: 81013 })
  })

  test('that gets no answer is repeated twice, each time sealed anew around the same message', async () => {
    statuses = ['hang up', 'hang up', 'hang up', 200]
    const outcome = await platform.memberSays('lisi', '你好')
    expect(outcome.accepted).toBe(false)
    expect(outcome.attempts.map(({ failure }) => failure)).toEqual(['network', 'network', 'network'])
    expect(new Set(received.map(({ body }) => body)).size).toBe(3)
    expect(new Set(received.map(callback => opened(callback))).size).toBe(1)
  })

  test('stops at the first answer, and only 200 counts', async () => {
    statuses = ['hang up', 200]
    expect((await platform.memberSays('lisi', 'a')).attempts.map(({ status }) => status)).toEqual([null, 200])
    statuses = [503]
    expect(await platform.memberSays('lisi', 'b')).toMatchObject({ accepted: false, attempts: [{ status: 503 }] })
  })

  test('can be held back, posted twice, sealed anew, forged and cut', async () => {
    const sealed = platform.compose.memberSays('lisi', '你好')
    expect(received).toEqual([])
    await platform.post(sealed)
    await platform.post(sealed)
    await platform.post(platform.reseal(sealed))
    expect(received[1]).toEqual(received[0])
    expect(received[2]).not.toEqual(received[0])
    expect(opened(received[2])).toBe(opened(received[0]))
    await platform.post({ ...sealed, url: sealed.url.replace(/msg_signature=./, 'msg_signature=x') })
    await platform.post({ ...sealed, body: sealed.body.slice(0, 100) })
    expect(() => opened(received[3])).toThrow('-40001')
    expect(() => opened(received[4])).toThrow('-40002')
  })

  test('comes as JSON when the app is set so, and always to the bot', async () => {
    platform.setCallback({ url, ...keys, format: 'json' })
    await platform.memberSays('lisi', '你好')
    expect(received[0]?.contentType).toBe('application/json')
    expect(message(0)).toMatchObject({ kind: 'text', content: '你好', from: 'lisi' })
    await platform.memberSpeaksToBot('lisi', '空调漏水')
    await platform.memberTellsBot('lisi', '@工单助手 进度', 'wr1')
    const bot = received.slice(1).map(callback => JSON.parse(opened(callback, '')))
    expect(bot).toMatchObject([
      { msgtype: 'voice', chattype: 'single', voice: { content: '空调漏水' }, from: { userid: 'lisi' } },
      { msgtype: 'text', chattype: 'group', chatid: 'wr1', text: { content: '@工单助手 进度' } },
    ])
  })
})

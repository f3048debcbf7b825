import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openEnvelope, parsePlaintext, readOuter } from '../../server/wecom/envelope'
import { readMessage } from '../../server/wecom/messages/rules'
import { app, eachOnPlatform, keys, now, platform, textTo, wecom } from './outside'

eachOnPlatform()

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
    platform().setCallback({ url, ...keys })
    platform().setBotCallback({ url, ...keys })
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
    expect(await platform().verifyCallbackUrl()).toBe(true)
    statuses = [500]
    expect(await platform().verifyCallbackUrl()).toBe(false)
  })

  test('brings what a member said, spoke, sent and did', async () => {
    expect(await platform().memberSays('zhangsan', '三号楼<空调> ]]> 漏水')).toMatchObject({ accepted: true })
    await platform().memberSpeaks('lisi', 'm1')
    await platform().memberSendsImage('lisi', 'm2')
    await platform().memberSendsPlace('lisi', { lat: 31.2, lng: 121.5, label: '张江' })
    await platform().memberEntersApp('lisi')
    await platform().memberClicksMenu('lisi', 'new')
    await platform().sendEvent({
      Event: 'change_external_contact',
      ChangeType: 'add_external_contact',
      ExternalUserID: 'wm1',
    })
    await platform().memberLeaves('lisi')
    expect(received.map((_, index) => message(index))).toMatchObject([
      { kind: 'text', content: '三号楼<空调> ]]> 漏水', from: 'ZhangSan', sentAt: now(), agentId: '1000002' },
      { kind: 'voice', mediaId: 'm1', format: 'amr' },
      { kind: 'image', mediaId: 'm2' },
      { kind: 'location', lat: 31.2, lng: 121.5, label: '张江' },
      { kind: 'enterAgent', from: 'lisi' },
      { kind: 'menuClick', key: 'new' },
      { kind: 'externalContactChanged', externalUserId: 'wm1', from: 'sys' },
      { kind: 'contactChanged', change: 'deleted', id: 'lisi' },
    ])
    await expect(wecom().sendMessage(textTo('lisi'))).rejects.toMatchObject({ errcode: 81013 })
  })

  test('that gets no answer is repeated twice, each time sealed anew around the same message', async () => {
    statuses = ['hang up', 'hang up', 'hang up', 200]
    const outcome = await platform().memberSays('lisi', '你好')
    expect(outcome.accepted).toBe(false)
    expect(outcome.attempts.map(({ failure }) => failure)).toEqual(['network', 'network', 'network'])
    expect(new Set(received.map(({ body }) => body)).size).toBe(3)
    expect(new Set(received.map(callback => opened(callback))).size).toBe(1)
  })

  test('stops at the first answer, and only 200 counts', async () => {
    statuses = ['hang up', 200]
    expect((await platform().memberSays('lisi', 'a')).attempts.map(({ status }) => status)).toEqual([null, 200])
    statuses = [503]
    expect(await platform().memberSays('lisi', 'b')).toMatchObject({ accepted: false, attempts: [{ status: 503 }] })
  })

  test('can be held back, posted twice, sealed anew, forged and cut', async () => {
    const sealed = platform().compose.memberSays('lisi', '你好')
    expect(received).toEqual([])
    await platform().post(sealed)
    await platform().post(sealed)
    await platform().post(platform().reseal(sealed))
    expect(received[1]).toEqual(received[0])
    expect(received[2]).not.toEqual(received[0])
    expect(opened(received[2])).toBe(opened(received[0]))
    await platform().post({ ...sealed, url: sealed.url.replace(/msg_signature=./, 'msg_signature=x') })
    await platform().post({ ...sealed, body: sealed.body.slice(0, 100) })
    expect(() => opened(received[3])).toThrow('-40001')
    expect(() => opened(received[4])).toThrow('-40002')
  })

  test('comes as JSON when the app is set so, and always to the bot', async () => {
    platform().setCallback({ url, ...keys, format: 'json' })
    await platform().memberSays('lisi', '你好')
    expect(received[0]?.contentType).toBe('application/json')
    expect(message(0)).toMatchObject({ kind: 'text', content: '你好', from: 'lisi' })
    await platform().memberSpeaksToBot('lisi', '空调漏水')
    await platform().memberTellsBot('lisi', '@工单助手 进度', 'wr1')
    const bot = received.slice(1).map(callback => JSON.parse(opened(callback, '')))
    expect(bot).toMatchObject([
      { msgtype: 'voice', chattype: 'single', voice: { content: '空调漏水' }, from: { userid: 'lisi' } },
      { msgtype: 'text', chattype: 'group', chatid: 'wr1', text: { content: '@工单助手 进度' } },
    ])
  })
})

import { readBotReply } from '../../server/demo/platform/botReplies'
import { seal } from '../../server/demo/platform/callbacks'
import { sealEnvelope } from '../../server/wecom/envelope'
import { MINUTE } from '../../shared/kernel/time'
import { everyDatabase } from '../support/world'
import { newDrafts } from '../wecom/inbox'
import { type BotDesk, messagesOf, openBotDesk, shownIn } from './desk'

/** Protocol section 16, vector B. */
const vector = {
  encrypt: [
    'sKqRbbiSUnDhFHOvPjtUMb4NH/eETILY4xCjFQ+m/08uaYuxVzCrWd405ghRCc4tbI1zublbczHv7fcByD7oHwOVJGB0aHk9JZJASeHrYgab9Ht',
    'I6UhCT58mveoZnxyf0njMMsv4gbi+TAlRscG6eyGt8ve88BZDv8n5F8uwQmb6Qg+V9nyCrOzcwQIQY0G7+6nbTFio+YZppWBUAgG5AlCS6Orb7R',
    'WE69l1pvzQJlCCF93JR3zNIT1DPT5+EOlM',
  ].join(''),
  signature: 'dcdd71e32c47747783cbf6f0c9de74d7051e507b',
  at: new Date(1_700_000_000_000),
}

everyDatabase('the callback address of the bot', world => {
  let desk: BotDesk
  beforeAll(async () => {
    desk = await openBotDesk(world())
  })
  afterAll(() => desk.close())

  const says = (content: string) => world().platform.compose.memberTellsBot('zhangsan', content)

  test('is verified with an empty receiver', async () => {
    const { token, aesKey, url } = desk.target
    const verify = async (receiveId: string) => {
      const [timestamp, nonce] = [String(Math.floor(world().now().getTime() / 1000)), 'n1']
      const { encrypt, signature } = sealEnvelope({ token, aesKey, receiveId }, 'echo 1', { timestamp, nonce })
      const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr: encrypt })
      const answer = await fetch(`${url}?${query}`)
      return [answer.status, answer.status === 200 ? await answer.text() : '']
    }
    expect(await verify('')).toEqual([200, 'echo 1'])
    expect(await verify('wwtest')).toEqual([403, ''])
  })

  test('refuses what is forged, foreign, old or unreadable, and keeps nothing of it', async () => {
    const before = await messagesOf(world())
    const good = says('报修 空调漏水')
    const plaintext = good.plaintext.replace('CAIQ', 'FORGED')
    const statuses = await Promise.all(
      [
        { ...good, url: good.url.replace(/msg_signature=./, 'msg_signature=x') },
        { ...good, url: good.url.replace(/msg_signature=[0-9a-f]+/, '') },
        seal({ ...desk.target, format: 'json' }, 'wwtest', plaintext, world().now().getTime()),
        seal({ ...desk.target, format: 'json' }, '', plaintext, world().now().getTime() - 11 * MINUTE),
        { ...good, body: '{"encrypt":7' },
      ].map(async sealed => (await desk.post(sealed)).status),
    )
    expect(statuses).toEqual([403, 400, 403, 403, 400])
    expect(await messagesOf(world())).toEqual(before)
  })

  test('answers a message at once with an unfinished stream, and the polls with what has become of it', async () => {
    const { platform } = world()
    const first = await desk.reply(says('你好'))
    expect(first).toMatchObject({ msgtype: 'stream', stream: { finish: false, content: '收到，正在处理' } })
    const id = (first as { stream: { id: string } }).stream.id
    const poll = () => desk.reply(platform.compose.platformAsksBot('zhangsan', id))
    expect(await poll()).toMatchObject({ stream: { id, finish: false } })
    await world().drain()
    expect(await poll()).toMatchObject({ stream: { id, finish: true, content: expect.stringContaining('我可以帮您') } })
    expect(await poll()).toMatchObject({ stream: { id, finish: true } })
    expect((await messagesOf(world())).find(message => message.id === id)?.state).toBe('told')
  })

  test('ends a stream that nobody knows', async () => {
    expect(shownIn(await desk.reply(world().platform.compose.platformAsksBot('zhangsan', 'nonsense'))).says).toContain(
      '过期',
    )
  })

  test('makes one draft of a message that comes three times, each time the same stream', async () => {
    const { platform } = world()
    const sealed = says('报修 3号楼空调漏水 明天上午')
    const ids: string[] = []
    const drafts = await newDrafts(world(), 'sales1', async () => {
      for (const again of [sealed, platform.reseal(sealed), sealed]) {
        ids.push(((await desk.reply(again)) as { stream: { id: string } }).stream.id)
        await world().drain()
      }
    })
    expect(drafts.map(({ title, channel }) => [title, channel])).toEqual([['3号楼空调漏水 明天上午', 'bot']])
    expect(new Set(ids).size).toBe(1)
  })

  test('makes one draft of a message that comes twenty times at once', async () => {
    const sealed = says('报修 5号楼空调不制冷')
    const drafts = await newDrafts(world(), 'sales1', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => desk.post(world().platform.reseal(sealed))))
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    })
    expect(drafts).toHaveLength(1)
  })

  test('keeps messages apart whose ids differ in case alone', async () => {
    const body = (msgid: string) =>
      seal(
        { ...desk.target, format: 'json' },
        '',
        JSON.stringify({ msgid, from: { userid: 'zhangsan' }, msgtype: 'text', text: { content: '你好' } }),
        world().now().getTime(),
      )
    const ids = await Promise.all(
      ['CASE', 'case'].map(async msgid => ((await desk.reply(body(msgid))) as { stream: { id: string } }).stream.id),
    )
    expect(new Set(ids).size).toBe(2)
  })

  test('welcomes whoever opens the chat, and answers other events with nothing', async () => {
    const { platform } = world()
    expect(await desk.reply(platform.compose.memberEntersBot('zhangsan'))).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringContaining('我的工单') },
    })
    const event = { msgid: 'f1', msgtype: 'event', event: { eventtype: 'feedback_event' } }
    const sealed = seal({ ...desk.target, format: 'json' }, '', JSON.stringify(event), world().now().getTime())
    expect(await desk.reply(sealed)).toBeNull()
  })

  test('says what it does not understand', async () => {
    const { platform } = world()
    const shown = await desk.chat('zhangsan', platform.compose.memberSendsBotFile('zhangsan', 'https://f'))
    expect(shown.says).toContain('看不懂')
  })
})

everyDatabase('the known vector of a bot', world => {
  test('is opened, and makes the draft that was spoken', async () => {
    const ago = vector.at.getTime() - world().now().getTime()
    await world().pass(ago)
    const desk = await openBotDesk(world())
    const query = new URLSearchParams({ msg_signature: vector.signature, timestamp: '1700000000', nonce: 'nonce123' })
    const drafts = await newDrafts(world(), 'sales1', async () => {
      const answer = await fetch(`${desk.target.url}?${query}`, {
        method: 'POST',
        body: JSON.stringify({ encrypt: vector.encrypt }),
      })
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(JSON.parse(text)).toMatchObject({ nonce: 'nonce123', timestamp: 1_700_000_000 })
      expect(readBotReply(desk.target, text)).toMatchObject({ stream: { finish: false } })
    })
    expect(drafts.map(({ title }) => title)).toEqual(['三号楼空调漏水'])
    await desk.close()
  })
})

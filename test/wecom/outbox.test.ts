import { callAs } from '../../server/call'
import { openContext } from '../../server/context'
import { workOnce } from '../../server/queue/worker'
import { type Message, queueMessages, text } from '../../server/wecom/actions'
import { alarmsApi } from '../../shared/alarms'
import { dispatchApi } from '../../shared/dispatch'
import { systemActor } from '../../shared/kernel/roles'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { ticketsApi } from '../../shared/tickets/api'
import { openTicket } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { chatOf, introduced, wordsOf } from './inbox'

const SEND = '/cgi-bin/message/send'
const robot = systemActor('test')

const told = (n: string, more: Partial<Message> = {}): Message => ({
  to: { userId: 'lisi', personId: 'engineer1' },
  content: text({ says: `消息 ${n}` }),
  priority: 2,
  line: { says: `消息 ${n}`, url: `https://desk.example.com/#/n/${n};` },
  ...more,
})
const numbered = (from: number, count: number, more: Partial<Message> = {}) =>
  Array.from({ length: count }, (_, n) => told(`M${from + n}`, more))

const queue = (world: World, messages: Message[]) => callAs(world.context, robot, call => queueMessages(call, messages))

const sendNow = async (world: World, messages: Message[]) => {
  await queue(world, messages)
  await world.drain()
}

type Stored = { kind: string; state: string; ack_state: string | null }
const stored = (world: World, userId: string): Promise<Stored[]> =>
  world.context.db.reader.query(
    'SELECT kind, state, ack_state FROM wecom_outbox WHERE to_user_id = ? ORDER BY created_at, id',
    [userId],
  )

const unanswered = async (world: World): Promise<{ reason: string; ticketId: string | null; personId: string }[]> => {
  const rows = (await world.context.db.reader.query(
    "SELECT payload FROM events WHERE type = 'message.unacknowledged' ORDER BY id",
  )) as { payload: string }[]
  return rows.map(({ payload }) => JSON.parse(payload))
}

/** How many more than `most` reached the member within any `ms`; never above 0. */
const excess = (times: number[], most: number, ms: number): number =>
  Math.max(0, ...times.map(at => times.filter(other => other > at - ms && other <= at).length - most))

everyDatabase('a member’s messages', world => {
  beforeAll(() => void introduced(world()))
  beforeEach(() => world().pass(2 * HOUR))

  test('go out once, the most urgent first', async () => {
    const from = world().platform.outbox.length
    await queue(world(), [told('later', { priority: 2 }), told('first', { priority: 1, key: 'alert:1' })])
    await queue(world(), [told('first', { priority: 1, key: 'alert:1' })])
    await world().drain()
    expect(chatOf(world(), 'lisi', from).map(wordsOf)).toEqual(['消息 first', '消息 later'])
  })

  test('wait for their time', async () => {
    const from = world().platform.outbox.length
    await sendNow(world(), [told('tomorrow', { notBefore: new Date(world().now().getTime() + HOUR) })])
    await world().pass(HOUR - SECOND)
    expect(chatOf(world(), 'lisi', from)).toEqual([])
    await world().pass(SECOND)
    expect(chatOf(world(), 'lisi', from)).toHaveLength(1)
  })

  test('become digests with every link when they are too many for a minute', async () => {
    const from = world().platform.outbox.length
    await sendNow(world(), numbered(0, 75))
    const got = chatOf(world(), 'lisi', from)
    expect(got.length).toBeLessThanOrEqual(30)
    expect(
      world()
        .platform.outbox.slice(from)
        .some(({ outcome }) => outcome === 'dropped'),
    ).toBe(false)
    const read = got.map(wordsOf).join('\n')
    for (let n = 0; n < 75; n++) expect(read).toMatch(new RegExp(`M${n}(;|$)`, 'm'))
    expect(got.some(({ kind }) => kind === 'markdown')).toBe(true)
  })

  test('wait for the next minute when each must be seen alone', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    const alone = numbered(100, 70, { priority: 1 }).map(({ line, ...message }) => message)
    await sendNow(world(), alone)
    expect(chatOf(world(), 'lisi', from)).toHaveLength(30)
    await world().pass(59 * SECOND)
    expect(chatOf(world(), 'lisi', from)).toHaveLength(30)
    await world().pass(SECOND)
    expect(chatOf(world(), 'lisi', from)).toHaveLength(60)
    await world().pass(MINUTE)
    const lines = platform.outbox.slice(from)
    expect(lines.map(({ outcome }) => outcome)).toEqual(Array(70).fill('delivered'))
    expect(lines.map(wordsOf)).toEqual(alone.map((_, n) => `消息 M${100 + n}`))
  })

  test('keep to the limits though two processes send at once', async () => {
    const { platform, context } = world()
    if (context.db.kind === 'embedded') return
    const from = platform.outbox.length
    const second = await openContext(context.config, { now: world().now })
    await queue(
      world(),
      numbered(200, 80, { priority: 1 }).map(({ line, ...message }) => message),
    )
    await callAs(second, robot, async call => call.emit({ type: 'outbox.filled' }))
    await Promise.all([workOnce(context), workOnce(second)])
    expect(chatOf(world(), 'lisi', from)).toHaveLength(30)
    for (let minute = 0; minute < 3; minute++) {
      await world().pass(MINUTE)
      await Promise.all([workOnce(context), workOnce(second)])
    }
    await second.close()
    const lines = platform.outbox.slice(from)
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(['delivered']))
    expect(new Set(lines.map(wordsOf)).size).toBe(80)
    expect(
      excess(
        lines.map(({ at }) => at),
        30,
        MINUTE,
      ),
    ).toBe(0)
  })

  test('are not shown twice when a process dies before it has kept that they went out', async () => {
    const { platform, context } = world()
    const from = platform.outbox.length
    await sendNow(world(), [told('once')])
    await context.db.write(tx =>
      tx.query("UPDATE wecom_outbox SET state = 'sending', not_before = ? WHERE body LIKE '%消息 once%'", [
        world().now().getTime() + MINUTE,
      ]),
    )
    await queue(world(), [told('twice')])
    await world().pass(5 * MINUTE)
    const outcomes = platform.outbox.slice(from).map(line => [wordsOf(line), line.outcome])
    expect(outcomes).toEqual(
      expect.arrayContaining([
        ['消息 once', 'delivered'],
        ['消息 once', 'duplicate'],
      ]),
    )
    expect(outcomes).toHaveLength(3)
  })
})

everyDatabase('the outbox', world => {
  beforeAll(() => void introduced(world()))
  beforeEach(() => world().pass(2 * HOUR))
  const sentSince = (from: number) => world().platform.outbox.slice(from).map(wordsOf)

  test('leaves the platform alone after a refusal for frequency, longer each time, and loses nothing', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    const calls = () => platform.calls(SEND)
    platform.misbehave({ errcodeOnce: 45009, only: SEND })
    await sendNow(world(), numbered(0, 5))
    const before = calls()
    await world().pass(59 * SECOND)
    expect(calls()).toBe(before)
    platform.misbehave({ errcodeOnce: 45009, only: SEND })
    await world().pass(SECOND)
    await world().pass(2 * MINUTE - SECOND)
    expect(sentSince(from)).toHaveLength(0)
    await world().pass(SECOND)
    expect(sentSince(from)).toHaveLength(5)
  })

  test('tries for a day while nobody answers, and tells the administrators', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    platform.misbehave({ dropReply: true, only: SEND })
    await sendNow(world(), [told('lost')])
    for (let minute = 0; minute < 30; minute++) await world().pass(2 * MINUTE)
    platform.misbehave({})
    await world().pass(10 * MINUTE)
    expect((await stored(world(), 'lisi')).at(-1)).toMatchObject({ state: 'sent' })
    expect(chatOf(world(), 'zhuchen', from).map(wordsOf)).toEqual([expect.stringContaining('没有应答')])
  })

  test('sends nothing to somebody who left after it was written', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    const to = { userId: 'wangwu', personId: 'engineer2' }
    await sendNow(world(), [
      told('before', { to }),
      told('after', { to, notBefore: new Date(world().now().getTime() + HOUR) }),
    ])
    const admin = await world().as('admin1')
    const leaver = (await admin.call(peopleApi.list, {})).items.find(({ id }) => id === 'engineer2')
    await admin.call(peopleApi.markLeft, { id: 'engineer2', version: leaver?.version ?? 0 })
    await world().pass(HOUR)
    expect(chatOf(world(), 'wangwu', from).map(wordsOf)).toEqual(['消息 before'])
    expect((await stored(world(), 'wangwu')).map(({ state }) => state)).toEqual(['sent', 'withheld'])
  })

  test('stops writing to a member whom the platform does not know, until an administrator has looked', async () => {
    const { platform } = world()
    const to = { userId: 'WuZhiQiang', personId: 'engineer3' }
    platform.misbehave({ errcodeOnce: 60111, only: SEND })
    await sendNow(world(), [told('one', { to })])
    const calls = platform.calls(SEND)
    await sendNow(world(), [told('two', { to })])
    expect(platform.calls(SEND)).toBe(calls)
    expect((await stored(world(), 'wuzhiqiang')).map(({ state }) => state)).toEqual(['failed', 'failed'])
    const admin = await world().as('admin1')
    const people = (await admin.call(peopleApi.list, {})).items
    expect(people.find(({ id }) => id === 'engineer3')?.status).toBe('active')
    const [alarm] = (await admin.call(alarmsApi.list, {})).items.filter(({ kind }) => kind === 'wecom.memberGone')
    expect(alarm).toMatchObject({ count: 1, details: { userId: 'wuzhiqiang', errcode: '60111' } })
    await admin.call(alarmsApi.clear, { id: alarm?.id ?? '' })
    await world().drain()
    expect((await stored(world(), 'wuzhiqiang')).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('goes on with what an administrator has put right', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    platform.misbehave({ errcodeOnce: 60020, only: SEND })
    await sendNow(world(), [told('stopped')])
    const admin = await world().as('admin1')
    const [alarm] = (await admin.call(alarmsApi.list, {})).items.filter(({ kind }) => kind === 'wecom.60020')
    expect(alarm?.says).toContain('127.0.0.1')
    expect(chatOf(world(), 'lisi', from)).toEqual([])
    await admin.call(alarmsApi.clear, { id: alarm?.id ?? '' })
    await world().drain()
    expect(chatOf(world(), 'lisi', from).map(wordsOf)).toEqual(['消息 stopped'])
  })

  test('goes on by itself when the trouble is over though nobody has cleared the alarm, and asks seldom meanwhile', async () => {
    const { platform } = world()
    const from = platform.outbox.length
    platform.misbehave({ errcodeOnce: 40001, only: SEND })
    const before = platform.calls(SEND)
    await sendNow(world(), numbered(0, 8))
    await world().pass(4 * MINUTE)
    expect(platform.calls(SEND)).toBe(before + 1)
    await world().pass(MINUTE)
    expect(chatOf(world(), 'lisi', from)).toHaveLength(8)
  })

  test('refuses to keep what the platform would refuse', async () => {
    const content = { msgtype: 'text' as const, text: { content: '' } }
    await expect(queue(world(), [told('empty', { content })])).rejects.toThrow('a text has faults: content')
  })
})

everyDatabase('an offer', world => {
  beforeAll(() => void introduced(world()))
  beforeEach(() => world().pass(2 * HOUR))

  const offered = async (engineerId = 'engineer1') => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const { version } = await dispatcher.call(ticketsApi.get, { id: ticket.id })
    const assigned = await dispatcher.call(dispatchApi.assign, { ticketId: ticket.id, engineerId, version })
    await world().drain()
    return assigned
  }

  test('that nobody answers is told to whoever escalates, once', async () => {
    const before = (await unanswered(world())).length
    const ticket = await offered()
    await world().pass(HOUR)
    await world().pass(DAY)
    expect((await unanswered(world())).slice(before)).toEqual([
      expect.objectContaining({ ticketId: ticket.id, personId: 'engineer1', reason: 'silence' }),
    ])
  })

  test('that was accepted is not', async () => {
    const before = (await unanswered(world())).length
    const { id, version } = await offered()
    await (await world().as('engineer1')).call(ticketsApi.accept, { id, version })
    await world().pass(DAY)
    expect(await unanswered(world())).toHaveLength(before)
  })

  test('that could not be delivered is told at once', async () => {
    const before = (await unanswered(world())).length
    world().platform.misbehave({ errcodeOnce: 40058, only: SEND })
    const ticket = await offered()
    expect((await unanswered(world())).slice(before)).toEqual([
      expect.objectContaining({ ticketId: ticket.id, reason: 'undelivered' }),
    ])
  })

  test('of a ticket that is cancelled before it was answered is taken back', async () => {
    const from = world().platform.outbox.length
    const { id, version } = await offered()
    await (await world().as('sales1')).call(ticketsApi.cancel, { id, version, reason: '客户不修了' })
    await world().drain()
    const cards = world()
      .platform.outbox.slice(from)
      .filter(({ card }) => card !== null)
    expect(cards.map(({ outcome }) => outcome)).toEqual(['delivered', 'updated', 'recalled'])
  })

  test('that waits while its ticket is cancelled is never sent', async () => {
    const from = world().platform.outbox.length
    await sendNow(world(), numbered(0, 30, { priority: 1 }))
    const { id, version } = await offered()
    await (await world().as('sales1')).call(ticketsApi.cancel, { id, version, reason: '客户不修了' })
    await world().pass(DAY)
    expect(chatOf(world(), 'lisi', from).filter(({ card }) => card !== null)).toEqual([])
    expect(await unanswered(world())).not.toContainEqual(expect.objectContaining({ ticketId: id }))
  })
})

import { callAs } from '../../server/call'
import type { Delivery } from '../../server/demo/platform/outbox'
import { type Message, queueMessages, text } from '../../server/wecom/actions'
import { fittedCard } from '../../server/wecom/cards/kinds/view'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { everyDatabase, type World } from '../support/world'
import { introduced } from './inbox'

const TICKETS = 3000
const REMINDERS = 728
const MEMBERS = 9
const AT_ONCE = 250

type Reader = { userId: string; personId: string }

const readersOf = async (world: World): Promise<Reader[]> => {
  const { items } = await (await world.as('admin1')).call(peopleApi.list, { role: 'engineer' })
  const members = new Map(world.platform.members().map(({ userId, name }) => [name, userId]))
  const readers = items.flatMap(({ id, name }) => {
    const userId = members.get(name)
    return userId ? [{ userId, personId: id }] : []
  })
  return readers.slice(0, MEMBERS)
}

const link = (code: string): string => `https://desk.example.com/#/tickets/detail?id=${code}`

/** Every third ticket of the recall comes as a card that must stand alone; the others are news. */
const recalled = (to: Reader, n: number): Message => {
  const code = `R${String(n).padStart(4, '0')}`
  const says = `${code} 召回：请上门更换电控板`
  if (n % 3 > 0)
    return {
      to,
      content: text({ says, link: { url: link(code), says: '查看' } }),
      priority: 2,
      line: { says, url: link(code) },
    }
  const card = fittedCard({
    card_type: 'button_interaction',
    task_id: code,
    main_title: { title: says },
    card_action: { type: 1, url: link(code) },
    button_list: [{ text: '接单', key: 'ticket.accept' }],
  })
  return { to, content: { msgtype: 'template_card', template_card: card }, priority: 1 }
}

const reminder = (to: Reader, n: number): Message => {
  const code = `N${String(n).padStart(4, '0')}`
  const says = `${code} 催办：召回工单还没有预约`
  return {
    to,
    content: text({ says, link: { url: link(code), says: '查看' } }),
    priority: 3,
    line: { says, url: link(code) },
  }
}

/** The most that reached one member inside any window of `ms`. */
const mostWithin = (lines: readonly Delivery[], ms: number): number => {
  let most = 0
  let first = 0
  for (const [last, { at }] of lines.entries()) {
    while ((lines[first]?.at ?? at) <= at - ms) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

everyDatabase('a recall of 3,000 tickets and its 728 reminders in one hour', world => {
  beforeAll(() => void introduced(world()))

  test('reaches nine members whole, and none of them too fast', async () => {
    const { context, platform } = world()
    const readers = await readersOf(world())
    expect(readers).toHaveLength(MEMBERS)
    const reader = (n: number) => readers[n % MEMBERS] as Reader
    const write = (messages: Message[]) => callAs(context, systemActor('test'), call => queueMessages(call, messages))

    for (let n = 0; n < TICKETS; n += AT_ONCE) {
      await write(Array.from({ length: AT_ONCE }, (_, more) => recalled(reader(n + more), n + more)))
    }
    await world().drain()
    for (let minute = 0; minute < 60; minute++) {
      const from = Math.floor((REMINDERS * minute) / 60)
      const to = Math.floor((REMINDERS * (minute + 1)) / 60)
      await write(Array.from({ length: to - from }, (_, more) => reminder(reader(from + more), from + more)))
      await world().pass(MINUTE)
    }
    await world().pass(5 * MINUTE)

    const lines = platform.outbox
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(['delivered']))
    const read = lines.map(({ content }) => JSON.stringify(content)).join('\n')
    const listed = new Set([...read.matchAll(/detail\?id=([RN]\d{4})(?!\d)/g)].map(([, code]) => code))
    expect(listed.size).toBe(TICKETS + REMINDERS)
    for (const { userId } of readers) {
      const mine = lines.filter(line => line.userId === userId)
      expect(mostWithin(mine, MINUTE)).toBeLessThanOrEqual(30)
      expect(mostWithin(mine, HOUR)).toBeLessThanOrEqual(1000)
    }
    const left = await context.db.reader.query("SELECT id FROM wecom_outbox WHERE state NOT IN ('sent', 'digested')")
    expect(left).toEqual([])
  })
})

import { callAs } from '../../server/call'
import { KF_ACCOUNT } from '../../server/demo/platform/kfTalk'
import { tellByKf } from '../../server/kf/actions'
import { isToBeCounted, withheldBecause } from '../../server/kf/replies/rules'
import { findTicket } from '../../server/tickets/actions'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { everyDatabase } from '../support/world'
import { newTickets, rowsOf, shownTo, ticketNow } from './chats'

const SEND = '/cgi-bin/kf/send_msg'

describe('the five messages within 48 hours', () => {
  const now = new Date('2026-11-23T09:00:00+08:00')
  const ago = (ms: number) => new Date(now.getTime() - ms)

  test.each([
    ['a customer who never wrote', null, 0, 'late'],
    ['the first', ago(0), 0, null],
    ['the fifth', ago(HOUR), 4, null],
    ['the sixth', ago(HOUR), 5, 'full'],
    ['the last instant', ago(48 * HOUR - 1), 0, null],
    ['48 hours later', ago(48 * HOUR), 0, 'late'],
  ] as const)('%s', (_, lastCustomerAt, sentCount, because) => {
    expect(withheldBecause({ lastCustomerAt, sentCount }, now)).toBe(because)
  })

  test('a repeat is counted once, until the customer writes again', () => {
    const budget = { lastCustomerAt: ago(HOUR), sentCount: 1 }
    expect(isToBeCounted({ code: null, countedFor: null }, budget)).toBe(true)
    expect(isToBeCounted({ code: null, countedFor: ago(HOUR) }, budget)).toBe(false)
    expect(isToBeCounted({ code: null, countedFor: ago(2 * HOUR) }, budget)).toBe(true)
    expect(isToBeCounted({ code: 'welcome', countedFor: null }, budget)).toBe(false)
  })
})

everyDatabase('messages to a customer', world => {
  const kf = () => world().platform.kf
  const repliesTo = async (state: string) => (await rowsOf(world(), 'kf_replies')).filter(row => row.state === state)
  const owe = async (ticketId: string, count: number) => {
    for (let n = 0; n < count; n++) {
      await callAs(world().context, systemActor('test'), async call =>
        tellByKf(call, await findTicket(call, ticketId), `消息 ${n}`),
      )
    }
  }

  test('are five at most, also when more are owed at once; the sixth is on record and on the ticket', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmFive', '空调漏水'))
    const id = ticket?.id ?? ''
    await owe(id, 7)
    await world().drain()
    expect(shownTo(world(), 'wmFive')).toHaveLength(5)
    expect((await repliesTo('withheld')).map(({ reason }) => reason)).toEqual(['full', 'full', 'full'])
    const notes = (await ticketNow(world(), id)).timeline.map(({ says }) => says)
    expect(notes).toContain('微信客服消息没有送达客户：客户再次发言前已发满 5 条，请电话联系')
    expect(world().platform.calls(SEND)).toBe(5)
    await world().pass(SECOND)
    await kf().customerWrites('wmFive', '查进度')
    await world().drain()
    expect(shownTo(world(), 'wmFive')).toHaveLength(6)
  })

  test('end 48 hours after the customer wrote last', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmLate', '空调漏水'))
    await world().pass(47 * HOUR)
    await owe(ticket?.id ?? '', 1)
    await world().drain()
    await world().pass(HOUR)
    expect(shownTo(world(), 'wmLate')).toHaveLength(2)
    await owe(ticket?.id ?? '', 1)
    await world().drain()
    expect(shownTo(world(), 'wmLate')).toHaveLength(2)
  })

  test('that the platform took and did not deliver are noted on the ticket', async () => {
    const [ticket] = await newTickets(world(), () => kf().customerWrites('wmFail', '空调漏水'))
    kf().sessionOf(KF_ACCOUNT, 'wmFail').sent = 5
    await owe(ticket?.id ?? '', 1)
    await world().drain()
    await kf().kfHasNews()
    await world().drain()
    const failed = await repliesTo('failed')
    expect(failed.map(({ reason }) => reason)).toContain('fail.6')
    const notes = (await ticketNow(world(), ticket?.id ?? '')).timeline.map(({ says }) => says)
    expect(notes).toContain('微信客服消息没有送达客户：客户再次发言前已发满 5 条，请电话联系')
  })

  test('go out once when the answer to sending is lost', async () => {
    world().platform.misbehave({ dropReply: true, only: SEND })
    await newTickets(world(), () => kf().customerWrites('wmLost', '空调漏水'))
    world().platform.misbehave({})
    await world().pass(MINUTE)
    expect(shownTo(world(), 'wmLost')).toHaveLength(1)
    expect(await repliesTo('sending')).toEqual([])
    expect(kf().sessionOf(KF_ACCOUNT, 'wmLost').sent).toBe(1)
  })

  test('wait while the platform is busy', async () => {
    world().platform.misbehave({ errcodeOnce: -1, only: SEND })
    await newTickets(world(), () => kf().customerWrites('wmBusy', '空调漏水'))
    expect(shownTo(world(), 'wmBusy')).toEqual([])
    await world().pass(MINUTE)
    expect(shownTo(world(), 'wmBusy')).toHaveLength(1)
  })
})

import { hearersOf } from '../../server/notify/nudges/rules'
import { checkNudge } from '../../server/nudges/rules'
import type { Refusal } from '../../shared/kernel/refusal'
import { MINUTE } from '../../shared/kernel/time'
import { nudgeableFrom, nudgeWaitMinutes } from '../../shared/nudges'
import { type Status, statuses } from '../../shared/tickets/life'

const now = new Date('2026-11-23T09:00:00+08:00')
const ago = (ms: number) => new Date(now.getTime() - ms)
const refusalOf = (act: () => void): Refusal | null => {
  try {
    act()
    return null
  } catch (error) {
    return error as Refusal
  }
}

test('a nudge counts while somebody of ours has something to do, and never after', () => {
  const counts = statuses.filter(status => nudgeableFrom({ status, nudgedAt: null }, now) !== null)
  expect(counts).toEqual(['draft', 'open', 'assigned', 'accepted', 'travelling', 'working', 'waiting'])
})

test.each<[string, number, number | null]>([
  ['just now', 0, 30],
  ['a minute ago', MINUTE, 29],
  ['29 minutes and a second ago', 29 * MINUTE + 1000, 1],
  ['half an hour ago', 30 * MINUTE, null],
  ['yesterday', 24 * 60 * MINUTE, null],
])('nudged %s', (_, ms, wait) => {
  const refusal = refusalOf(() => checkNudge({ status: 'open', nudgedAt: ago(ms) }, now))
  expect(refusal?.code ?? null).toBe(wait === null ? null : 'ticket.nudged_recently')
  expect(refusal?.details.minutes ?? null).toBe(wait)
  if (wait) expect(refusal?.message).toBe(`已经催过了，我们正在跟进，${wait} 分钟后可以再催`)
})

test('what is over cannot be hurried', () => {
  for (const status of ['awaiting_acceptance', 'completed', 'closed', 'cancelled'] as Status[]) {
    expect(refusalOf(() => checkNudge({ status, nudgedAt: null }, now))?.code).toBe('ticket.not_possible_now')
  }
})

test('the wait is told in whole minutes, never less than there is', () => {
  expect(nudgeWaitMinutes(new Date(now.getTime() + 1), now)).toBe(1)
  expect(nudgeWaitMinutes(now, now)).toBe(0)
  expect(nudgeWaitMinutes(ago(MINUTE), now)).toBe(0)
})

test('the engineer and the salesperson hear of it, the desk when nobody has it or it is not the first time', () => {
  const desk = ['d1', 'd2']
  expect(hearersOf({ assigneeId: 'e', ownerId: 's', nudgeCount: 1 }, desk, 'guest')).toEqual(['e', 's'])
  expect(hearersOf({ assigneeId: null, ownerId: 's', nudgeCount: 1 }, desk, 'guest')).toEqual(['s', 'd1', 'd2'])
  expect(hearersOf({ assigneeId: 'e', ownerId: null, nudgeCount: 2 }, desk, 'd1')).toEqual(['e', 'd2'])
  expect(hearersOf({ assigneeId: 'e', ownerId: 's', nudgeCount: 1 }, desk, 's')).toEqual(['e'])
})

import { clockNames, type PolicyBody, type Target, type TicketClock, ticketClocks } from '../../shared/sla/policy'
import { type Move, moves, reasonWords, type Status, transitionOf } from '../../shared/tickets/life'
import type { DueClock, TimelineItem } from '../../shared/tickets/views'
import type { ClockedTicket, HappeningRow } from '../tickets/due/actions'
import type { Interval } from './store'

/** A row of the timeline as clocks read it. */
export type Happening = {
  kind: TimelineItem['kind']
  to: Status | null
  /** Epoch ms. */
  at: number
  reason: string | null
  audience: TimelineItem['audience']
  actorId: string
  actorName: string
  /** By one of our own people, not by the customer and not by the system. */
  isStaff: boolean
}

/**
 * The phone's own time counts for a step taken offline, as far as it fits between the step before and its receipt;
 * a check-in whose phone cannot be believed is marked and reviewed there. After a server's clock was put back, steps
 * stand at the instant of the one before until it has caught up.
 */
export const happeningsFrom = (rows: readonly HappeningRow[], isStaff: (row: HappeningRow) => boolean): Happening[] => {
  let before = 0
  return rows.map(row => {
    const [received, device] = [row.at.getTime(), row.deviceAt?.getTime() ?? null]
    const at = Math.max(before, device !== null && device >= before && device <= received ? device : received)
    before = at
    const { kind, reason, audience, actorId, actorName } = row
    return { kind, to: row.toStatus, at, reason, audience, actorId, actorName, isStaff: isStaff(row) }
  })
}

export type Ending = {
  at: number
  how: 'done' | 'cancelled'
  reason: string | null
  actorId: string
  actorName: string
}

/** A clock as it follows from what happened, before any calendar is asked. */
export type Derived = {
  clock: DueClock
  nodeKey: string
  round: number
  name: string
  startedAt: number
  target: Target
  intervals: Interval[]
  ending: Ending | null
}

const nameOf = ({ kind }: Happening): string | null =>
  (moves as readonly string[]).includes(kind)
    ? transitionOf(kind as Move).name
    : kind === 'comment'
      ? '给客户留言'
      : null

const endingBy = (happening: Happening, how: Ending['how']): Ending => {
  const { at, actorId, actorName } = happening
  return { at, how, reason: nameOf(happening), actorId, actorName }
}

/** A word of the customer's never counts, whatever it says: 谢谢 and 好的 answer nothing. */
const isResponse = ({ responseEvents }: PolicyBody, { kind, audience, isStaff }: Happening): boolean =>
  kind === 'comment'
    ? responseEvents.includes('comment') && isStaff && audience === 'customer'
    : (responseEvents as readonly string[]).includes(kind)

/** How each clock ends; work that is done ends what was never said apart: nobody had to go there. */
const endings: Record<TicketClock, (policy: PolicyBody, happening: Happening) => Ending['how'] | null> = {
  response: (policy, one) =>
    isResponse(policy, one) || one.kind === 'finish' || one.to === 'completed' ? 'done' : null,
  arrival: (_, one) => {
    if (one.kind === 'arrive') return 'done'
    return one.kind === 'finish' || one.to === 'completed' ? 'cancelled' : null
  },
  resolution: ({ resolvedBy }, one) => {
    if (one.to === 'completed') return 'done'
    return resolvedBy === 'finish' && one.kind === 'finish' ? 'done' : null
  },
}

const firstEnding = (
  happenings: readonly Happening[],
  howOf: (happening: Happening) => Ending['how'] | null,
): Ending | null => {
  for (const happening of happenings) {
    const how = happening.to === 'cancelled' ? 'cancelled' : howOf(happening)
    if (how) return endingBy(happening, how)
  }
  return null
}

const WAITS_FOR_ACCEPTANCE = '等客户验收'

/** Why clocks stand still from here on; null when they run. */
const standstillAfter = ({ to, reason }: Happening, policy: PolicyBody, nodeKey: string): string | null => {
  const waitsFor = policy.pauseReasons as readonly string[]
  if (to === 'awaiting_acceptance') return waitsFor.includes('customer') ? WAITS_FOR_ACCEPTANCE : null
  if (to !== 'waiting' || !reason || !waitsFor.includes(reason)) return null
  // A node that measures this very wait runs on: parts must come within its time.
  return reason === nodeKey ? null : reasonWords(reason)
}

type Course = { startedAt: number; starter: Actor; nodeKey: string; ending: Ending | null }

/** The intervals of a clock: one that has ended is paused no more. */
const intervalsOf = (happenings: readonly Happening[], policy: PolicyBody, course: Course): Interval[] => {
  const { startedAt, starter, nodeKey, ending } = course
  const intervals: Interval[] = [{ event: 'start', at: startedAt, reason: null, ...actorIn(starter) }]
  const turns = happenings.filter(({ to, at }) => to !== null && (!ending || at < ending.at))
  const begun = turns.findLast(({ at }) => at <= startedAt)
  let standsFor = begun ? standstillAfter(begun, policy, nodeKey) : null
  if (begun && standsFor) intervals.push({ event: 'pause', at: startedAt, reason: standsFor, ...actorIn(begun) })
  for (const turn of turns) {
    const next = turn.at > startedAt ? standstillAfter(turn, policy, nodeKey) : standsFor
    if (next === standsFor) continue
    if (standsFor) intervals.push({ event: 'resume', at: turn.at, reason: nameOf(turn), ...actorIn(turn) })
    if (next) intervals.push({ event: 'pause', at: turn.at, reason: next, ...actorIn(turn) })
    standsFor = next
  }
  if (ending) intervals.push({ event: 'stop', at: ending.at, reason: ending.reason, ...actorIn(ending) })
  return intervals
}

type Actor = Pick<Happening, 'actorId' | 'actorName'>
const actorIn = ({ actorId, actorName }: Actor): Actor => ({ actorId, actorName })

/** Danger and red alert know no closing time. */
export const targetFor = (
  { targets }: PolicyBody,
  clock: TicketClock,
  { priority, isRed }: Pick<ClockedTicket, 'priority' | 'isRed'>,
): Target | null => {
  const target = targets[clock][isRed ? 'critical' : priority]
  return target && { ...target, runs: isRed ? 'always' : target.runs }
}

/** A stay in a node as it was told to us. */
export type Stay = {
  nodeKey: string
  round: number
  name: string
  enteredAt: number
  left: Ending | null
  /** Null: as the policy says. */
  minutes: number | null
  starter: Actor
}

export type Story = { ticket: ClockedTicket; happenings: readonly Happening[]; stays: readonly Stay[] }

/** The clocks of the present round and of all stays. Pure: the same story gives the same clocks. */
export const deriveClocks = ({ ticket, happenings, stays }: Story, policy: PolicyBody): Derived[] => {
  if (!ticket.openedAt) return []
  const reopened = happenings.findLastIndex(({ kind }) => kind === 'reopen')
  const opener = happenings[Math.max(reopened, 0)]
  const since = happenings.slice(reopened + 1)
  const starter = opener ?? { actorId: '', actorName: '' }
  const ofTicket = ticketClocks.flatMap((clock): Derived[] => {
    const target = targetFor(policy, clock, ticket)
    if (!target) return []
    const ending = firstEnding(since, one => endings[clock](policy, one))
    const startedAt = startOf(clock, ticket, ending)
    const intervals = intervalsOf(since, policy, { startedAt, starter, nodeKey: '', ending })
    const name = clockNames[clock]
    return [{ clock, nodeKey: '', round: ticket.reopenedCount, name, startedAt, target, intervals, ending }]
  })
  return [...ofTicket, ...stays.flatMap(stay => deriveStay(stay, { ticket, happenings, policy }))]
}

/** A visit agreed upon is waited for from then on, unless somebody comes earlier. */
const startOf = (clock: TicketClock, { openedAt, appointmentFrom }: ClockedTicket, ending: Ending | null): number => {
  const opened = openedAt?.getTime() ?? 0
  if (clock !== 'arrival') return opened
  return Math.min(Math.max(opened, appointmentFrom?.getTime() ?? 0), ending?.at ?? Number.POSITIVE_INFINITY)
}

const deriveStay = (
  { nodeKey, round, name, enteredAt: startedAt, left, minutes, starter }: Stay,
  { ticket, happenings, policy }: Pick<Story, 'ticket' | 'happenings'> & { policy: PolicyBody },
): Derived[] => {
  const wanted = minutes ?? policy.nodeMinutes[nodeKey]
  if (wanted === undefined) return []
  const isUrgent = ticket.isRed || ticket.priority === 'critical'
  const target: Target = { minutes: wanted, runs: isUrgent ? 'always' : 'calendar' }
  const since = happenings.filter(({ at }) => at >= startedAt)
  const ending = left ?? firstEnding(since, ({ to }) => (to === 'closed' ? 'cancelled' : null))
  const intervals = intervalsOf(happenings, policy, { startedAt, starter, nodeKey, ending })
  return [{ clock: 'node', nodeKey, round, name, startedAt, target, intervals, ending }]
}

import type { Call, Reading } from '../../call'
import { type ClockedTicket, listOpenAfter, takeTicket } from '../../tickets/due/actions'
import { setDue } from '../../tickets/marks/actions'
import { loadCalendars } from '../calendars/actions'
import { loadFacts } from '../facts/actions'
import { type Due, dueOf, nextLevel } from '../measuring/rules'
import { loadPolicies } from '../policies/actions'
import { rederiveFrom } from '../rederiving/actions'
import { type ClockRow, changeClock, clocksByTicket, listClocks, saveClock } from '../store'
import { raiseMissingYear } from '../years/actions'
import { clocksFor, dropped, type Settings, settingsFrom, type Wanted } from './rules'

export const loadSettings = async (reading: Reading): Promise<Settings> =>
  settingsFrom(await loadPolicies(reading), await loadCalendars(reading))

/** Brings the clocks of a ticket, their timers and its due time to where they should be. Harmless to repeat. */
export const followTicket = async (call: Call, ticketId: string): Promise<void> => {
  const ticket = await takeTicket(call, ticketId)
  if (ticket?.openedAt) await followAll(call, [ticket])
}

/** Tickets whose clocks are worked out in one transaction: they are held until it ends. */
const BATCH = 50

/** The next open tickets after `afterId`, and then those after them. */
export const followBatch = async (call: Call, runId: string, afterId: string): Promise<void> => {
  const open = await listOpenAfter(call, afterId, BATCH)
  const held: ClockedTicket[] = []
  for (const { id } of open) {
    const ticket = await takeTicket(call, id)
    if (ticket?.openedAt) held.push(ticket)
  }
  await followAll(call, held)
  const last = open.at(-1)
  if (last && open.length === BATCH) await rederiveFrom(call, runId, last.id)
}

/** Tickets in one go; each must be held by this transaction. */
const followAll = async (call: Call, tickets: readonly ClockedTicket[]): Promise<void> => {
  const settings = await loadSettings(call)
  const ids = tickets.map(({ id }) => id)
  const byTicket = clocksByTicket(await listClocks(call.tx, ids))
  for (const facts of await loadFacts(call, tickets)) {
    const kept = byTicket.get(facts.ticket.id) ?? []
    const wanted = clocksFor(facts, settings, kept)
    for (const one of wanted)
      await keep(
        call,
        facts.ticket.id,
        one,
        kept.find(row => isSame(row, one)),
      )
    for (const row of kept) if (isOpen(row) && !wanted.some(one => isSame(row, one))) await drop(call, row)
    await keepDue(call, facts.ticket, dueOf(wanted))
  }
}

type Named = Pick<ClockRow, 'clock' | 'nodeKey' | 'round'>

const isSame = (one: Named, other: Named): boolean =>
  one.clock === other.clock && one.nodeKey === other.nodeKey && one.round === other.round

const isOpen = ({ state }: Pick<ClockRow, 'state'>): boolean => state === 'running' || state === 'paused'

/** `sla:<ticket>:<clock>[:<node>]:<percent>`; a clock has one timer at a time, for its next level. */
const timerKey = (ticketId: string, { clock, nodeKey }: Named, percent: number): string =>
  ['sla', ticketId, clock, ...(nodeKey ? [nodeKey] : []), percent].join(':')

export const WARN = 'sla.warn'

type Next = Pick<ClockRow, 'nextPercent' | 'nextAt'>

/** Sets the timer of the next level. `fired`: the timer that was set before is gone already. */
export const setNext = async (
  call: Call,
  row: Pick<ClockRow, 'id' | 'ticketId' | 'reachedPercent' | 'state' | 'levels'> & Named & Next,
  { hasFired = false }: { hasFired?: boolean } = {},
): Promise<Next> => {
  const next = nextLevel(row, row.reachedPercent)
  const isSet = !hasFired && row.nextPercent !== null
  // One whose time has come is set anew: should it have failed for good, it gets another chance.
  const isStill = next?.percent === row.nextPercent && next?.at === row.nextAt?.getTime()
  if (isSet && next && isStill && next.at > call.now.getTime()) return row
  if (isSet && row.nextPercent !== null && row.nextPercent !== next?.percent) {
    await call.timers.cancel(timerKey(row.ticketId, row, row.nextPercent))
  }
  if (!next) return { nextPercent: null, nextAt: null }
  const at = new Date(next.at)
  const payload = { ticketId: row.ticketId, clockId: row.id }
  await call.timers.set({ key: timerKey(row.ticketId, row, next.percent), job: WARN, at, payload })
  return { nextPercent: next.percent, nextAt: at }
}

const keep = async (
  call: Call,
  ticketId: string,
  { missingYear, ...wanted }: Wanted,
  kept: ClockRow | undefined,
): Promise<void> => {
  if (missingYear) await raiseMissingYear(call, wanted.calendarCode, missingYear)
  if (kept) {
    const next = await setNext(call, { ...kept, ...wanted })
    await changeClock(call.tx, kept.id, changesTo(kept, { ...wanted, ...pickNext(next) }))
    return
  }
  const fresh = { ...wanted, id: call.newId(), ticketId, reachedPercent: 0, nextPercent: null, nextAt: null }
  await saveClock(call.tx, { ...fresh, ...pickNext(await setNext(call, fresh)) })
}

const pickNext = ({ nextPercent, nextAt }: Next): Next => ({ nextPercent, nextAt })

/** Only what is different: most of the time nothing is. */
const changesTo = (kept: ClockRow, wanted: Partial<ClockRow>): Partial<ClockRow> =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(kept[field as keyof ClockRow]),
    ),
  )

const drop = async (call: Call, row: ClockRow): Promise<void> => {
  const changes = dropped(row, call.now)
  const next = await setNext(call, { ...row, ...changes })
  await changeClock(call.tx, row.id, { ...changes, ...pickNext(next) })
}

const keepDue = async (call: Call, ticket: ClockedTicket, due: Due): Promise<void> => {
  const { dueAt, dueClock, dueSoonAt, duePausedFor } = ticket
  const present: Due = { dueAt, dueClock, dueSoonAt, duePausedFor }
  if (JSON.stringify(present) !== JSON.stringify(due)) await setDue(call, ticket.id, due)
}

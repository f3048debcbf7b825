import { toWire } from '../../../shared/kernel/time'
import type { Call } from '../../call'
import { takeTicket } from '../../tickets/due/actions'
import { setNext } from '../following/actions'
import { changeClock, listRunning, saveReached } from '../store'
import { levelsDue, type Reached, topOf } from './rules'

/**
 * Tells of what has come due for a ticket, and sets the timer of the next level of the clock whose timer has fired.
 * The timers of its other clocks are left alone: those that are due as well fire too and find nothing left to tell.
 */
export const warn = async (call: Call, ticketId: string, clockId: string): Promise<void> => {
  if (!(await takeTicket(call, ticketId))) return
  const running = await listRunning(call.tx, ticketId)
  const due = levelsDue(running, call.now)
  const top = topOf(due)
  if (top) await tell(call, due, top)
  for (const row of running) {
    const reachedPercent = Math.max(row.reachedPercent, ...due.filter(one => one.row === row).map(one => one.percent))
    const next = row.id === clockId ? await setNext(call, { ...row, reachedPercent }, { hasFired: true }) : row
    const { nextPercent, nextAt } = next
    if (reachedPercent !== row.reachedPercent || next !== row) {
      await changeClock(call.tx, row.id, { reachedPercent, nextPercent, nextAt })
    }
  }
}

const tell = async (call: Call, due: readonly Reached[], top: Reached): Promise<void> => {
  const others = due.filter(one => one !== top)
  await saveReached(
    call.tx,
    due.map(({ row, percent }) => ({
      id: call.newId(),
      ticketId: row.ticketId,
      clock: row.clock,
      nodeKey: row.nodeKey,
      round: row.round,
      percent,
      at: call.now,
      combinedInto: percent === top.percent && row === top.row ? null : top.percent,
    })),
  )
  const { ticketId, clock, nodeKey, dueAt } = top.row
  call.emit({
    type: 'sla.reached',
    ticketId,
    clock,
    percent: top.percent,
    dueAt: toWire(dueAt ?? call.now),
    ...(nodeKey && { nodeKey }),
    ...(others.length > 0 && { combined: others.map(({ row, percent }) => ({ clock: row.clock, percent })) }),
  })
}

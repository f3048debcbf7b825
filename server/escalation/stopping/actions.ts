import type { EventOf } from '../../../shared/events'
import type { Move } from '../../../shared/tickets/life'
import type { Call } from '../../call'
import { acknowledgeAttempt, listAttemptsOf, withdrawAttempts } from '../../reach/actions'
import { findTicket } from '../../tickets/actions'
import { takeTicket } from '../../tickets/due/actions'
import { recordOnTicket } from '../../tickets/marks/actions'
import { timerKey } from '../climbing/rules'
import { attemptsOf, readAttemptKey } from '../rules'
import { listEscalations, MOVED, type Stopped, stopRun } from '../store'

/** Whoever had it has gone: that is no step forward, and somebody else must hear. */
const noProgress: readonly Move[] = ['release']

/** The ticket has moved: what was still to come is taken back in the same transaction. */
export const stopOnMove = async (call: Call, { ticketId, move }: EventOf<'ticket.moved'>): Promise<void> => {
  if (noProgress.includes(move)) return
  await stop(call, ticketId, MOVED)
}

/** A node of the flow is left: its clock is over. */
export const stopOnLeave = (call: Call, { ticketId, nodeKey }: EventOf<'flow.left'>): Promise<void> =>
  stop(call, ticketId, MOVED, `node:${nodeKey}`)

/** Of all clocks, or of one. */
const stop = async (call: Call, ticketId: string, stopped: Stopped, clock?: string): Promise<void> => {
  const climbing = (await listEscalations(call.tx, ticketId)).filter(
    row => row.state === 'climbing' && (clock === undefined || row.clock === clock),
  )
  for (const row of climbing) {
    await stopRun(call.tx, row.id, { ...stopped, updatedAt: call.now })
    await call.timers.cancel(timerKey(ticketId, row.clock))
    await withdrawAttempts(call, ticketId, attemptsOf(row.id))
  }
}

/** Somebody takes it on: nothing more is sent until a clock gets further. Saying so twice changes nothing. */
export const takeOn = async (
  call: Call,
  { ticketId, personId, name }: { ticketId: string; personId: string; name: string },
) => {
  const ticket = await findTicket(call, ticketId)
  await takeTicket(call, ticketId)
  const rows = await listEscalations(call.tx, ticketId)
  const isNews = rows.some(
    ({ state, acknowledgedById }) =>
      state === 'climbing' || (state === 'acknowledged' && acknowledgedById !== personId),
  )
  await stop(call, ticketId, { state: 'acknowledged', acknowledgedById: personId })
  for (const attempt of await listAttemptsOf(call, ticketId)) {
    if (attempt.personId === personId && readAttemptKey(attempt.key)) await acknowledgeAttempt(call, attempt)
  }
  if (isNews) await recordOnTicket(call, ticket, `${name}：我来处理`)
}

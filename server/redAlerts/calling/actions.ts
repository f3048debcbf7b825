import type { EventOf } from '../../../shared/events'
import { MINUTE } from '../../../shared/kernel/time'
import type { ReachChannel } from '../../../shared/reach'
import type { Call } from '../../call'
import { listRegionalManagers } from '../../people/line/actions'
import { lineAbove, reachPerson } from '../../reach/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import {
  alarmWords,
  calledInRound,
  callWords,
  firstCallAt,
  isToBeCalled,
  nextCallAt,
  nextWay,
  type Occasion,
  reachKey,
} from '../rules'
import { lookAlert, lookOpenAlert, noteOnAlert, type RedAlertRow } from '../store'

/** The timer's job: see `callUp`. */
export const CALL_JOB = 'redAlerts.call'
export const callTimer = (ticketId: string): string => `redAlert:${ticketId}`

/** Sees to it that the line above is called if nobody takes it on in time, and that it is left alone otherwise. */
export const setCalls = async (call: Call, alert: RedAlertRow, status: TicketRow['status']): Promise<void> => {
  const key = callTimer(alert.ticketId)
  const at = firstCallAt(alert, status, call.now)
  if (at) await call.timers.set({ key, job: CALL_JOB, at, payload: { alertId: alert.id } })
  else await call.timers.cancel(key)
}

/** One call to the next in line, and another one later unless somebody takes it on. */
export const callUp = async (call: Call, { alertId = '' }: Record<string, string>): Promise<void> => {
  const alert = await lookAlert(call.tx, alertId)
  if (!alert) return
  const ticket = await findTicket(call, alert.ticketId)
  if (!isToBeCalled(alert, ticket.status)) return
  const called = calledInRound(await lineAbove(call, { ticketId: ticket.id }), alert.callCount)
  if (called) await reach(call, { alert, ticket, personId: called.id, occasion: `round${alert.callCount}` })
  await noteOnAlert(call.tx, alert.id, { callCount: alert.callCount + 1 })
  await call.timers.set({
    key: callTimer(ticket.id),
    job: CALL_JOB,
    at: nextCallAt(call.now),
    payload: { alertId },
  })
}

/** The managers of the region hear of it at once. */
export const tellManagers = async (call: Call, { ticketId }: EventOf<'ticket.reddened'>): Promise<void> => {
  const alert = await lookOpenAlert(call.tx, ticketId)
  if (!alert) return
  const ticket = await findTicket(call, ticketId)
  for (const { id: personId } of await listRegionalManagers(call, ticket.regionCode)) {
    await reach(call, { alert, ticket, personId, occasion: 'told' })
  }
}

type Wanted = {
  alert: RedAlertRow
  ticket: TicketRow
  personId: string
  occasion: Occasion
  channel?: ReachChannel | undefined
}

const reach = async (call: Call, { alert, ticket, personId, occasion, channel }: Wanted): Promise<void> => {
  const isTold = occasion === 'told'
  const way = channel ?? (isTold ? 'wecom' : 'phone')
  const minutes = Math.max(0, Math.floor((call.now.getTime() - alert.raisedAt.getTime()) / MINUTE))
  await reachPerson(call, {
    key: reachKey(alert.id, occasion, personId, way),
    personId,
    channel: way,
    ticketId: ticket.id,
    says: isTold ? alarmWords(ticket, alert) : callWords(ticket, alert, minutes),
    isAnswerable: true,
  })
}

/** Whoever could not be reached one way is tried another way, while it still matters. */
export const tryNextWay = async (call: Call, { key, isDelivered }: EventOf<'reach.ended'>): Promise<void> => {
  const next = isDelivered ? null : nextWay(key)
  const alert = next && (await lookAlert(call.tx, next.alertId))
  if (!next || !alert) return
  const ticket = await findTicket(call, alert.ticketId)
  const isNews = next.occasion === 'told' && alert.openTicketId !== null && alert.acknowledgedAt === null
  if (isNews || isToBeCalled(alert, ticket.status)) await reach(call, { alert, ticket, ...next })
}

import type { OutputOf, ReadInputOf } from '../../shared/kernel/endpoint'
import { Refusal, refuse, refuseUnless } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { scopesOf } from '../../shared/kernel/scope'
import type { RedAlertView, redAlertsApi } from '../../shared/redAlerts'
import { statusNames } from '../../shared/tickets/life'
import type { Call, Reading } from '../call'
import { pageOfNewest } from '../paging'
import { findParts } from '../parts/actions'
import { lookPerson } from '../people/actions'
import { findTicket, noteOnTicket, type TicketRow } from '../tickets/actions'
import { reddenTicket } from '../tickets/marks/actions'
import { callTimer } from './calling/actions'
import { sayInRoom } from './mobilising/actions'
import { oweReport } from './reports/actions'
import { hasEnded } from './rules'
import * as store from './store'
import { viewAlert } from './view'

type Raise = Pick<ReadInputOf<typeof redAlertsApi.raise>, 'ticketId' | 'reason' | 'parts'>

/** Whoever meets somebody else's write looks again: of two who raise at once one does, the other finds it done. */
const MOST_TRIES = 3

/** Puts a ticket on the emergency channel. One that is there already stays as it is: raising twice is harmless. */
export const raise = async (call: Call, input: Raise): Promise<store.RedAlertRow> => {
  for (let tries = 1; ; tries++) {
    const ticket = await findTicket(call, input.ticketId)
    const known = await store.lookOpenAlert(call.tx, ticket.id)
    if (known) return known
    try {
      return await raiseOn(call, ticket, input)
    } catch (error) {
      const isOvertaken = error instanceof Refusal && error.code === 'ticket.changed_meanwhile'
      if (!isOvertaken || tries === MOST_TRIES) throw error
    }
  }
}

const raiseOn = async (call: Call, ticket: TicketRow, { reason, parts }: Raise): Promise<store.RedAlertRow> => {
  const action = '发起红色预警'
  refuseUnless(!hasEnded(ticket.status), 'ticket.not_possible_now', { status: statusNames[ticket.status], action })
  const catalogue = await findParts(
    call,
    parts.map(({ sku }) => sku),
  )
  if (ticket.isRed) await raiseAgain(call, ticket, reason)
  else await reddenTicket(call, ticket.id, reason)
  const alert = (await store.lookOpenAlert(call.tx, ticket.id)) ?? refuse('redAlert.not_found')
  if (parts.length === 0) return alert
  const wanted = parts.map(({ sku, quantity }) => ({ name: catalogue.get(sku)?.name ?? sku, quantity }))
  await store.noteOnAlert(call.tx, alert.id, { parts: [...alert.parts, ...wanted] })
  return { ...alert, parts: [...alert.parts, ...wanted] }
}

/** A ticket stays red for good; another emergency of it, after the report of the first, is told anew. */
const raiseAgain = async (call: Call, { id: ticketId }: TicketRow, reason: string): Promise<void> => {
  await noteOnTicket(call, { ticketId, body: `红色预警：${reason}`, audience: 'internal' })
  call.emit({ type: 'ticket.reddened', ticketId, actorId: call.actor.personId, reason })
  await call.follow()
}

/** Somebody takes it on: no more calls. The first who says so is it. */
export const acknowledge = async (call: Call, ticketId: string): Promise<store.RedAlertRow> => {
  await findTicket(call, ticketId)
  const alert = (await store.lookOpenAlert(call.tx, ticketId)) ?? refuse('redAlert.not_found')
  if (alert.acknowledgedAt) return alert
  const next = await store.changeAlert(call.tx, alert, {
    acknowledgedById: call.actor.personId,
    acknowledgedByName: call.actor.name,
    acknowledgedAt: call.now,
    reportDueAt: await oweReport(call, alert),
  })
  await call.timers.cancel(callTimer(ticketId))
  const says = `${call.actor.name}：我来处理`
  await noteOnTicket(call, { ticketId, body: says, audience: 'internal' })
  await sayInRoom(call, alert, 'acknowledged', says)
  return next
}

/** The same by a button or a key on the phone, for whoever was reached; of other tickets it means nothing. */
export const acknowledgedBy = async (
  call: Call,
  { ticketId, personId }: { ticketId: string; personId: string },
): Promise<void> => {
  const person = await lookPerson(call, personId)
  if (person?.status !== 'active' || !(await store.lookOpenAlert(call.tx, ticketId))) return
  const actor = { ...systemActor('redAlerts'), personId, name: person.name }
  await acknowledge({ ...call, actor }, ticketId)
}

export const view = async (reading: Reading, row: store.RedAlertRow): Promise<RedAlertView> =>
  viewAlert(row, await findTicket(reading, row.ticketId), reading.actor)

/** The latest alert of a ticket that this actor sees. */
export const latestOf = async (
  reading: Reading,
  { ticketId }: { ticketId: string },
): Promise<OutputOf<typeof redAlertsApi.get>> => {
  const ticket = await findTicket(reading, ticketId)
  const row = await store.lookLatestAlert(reading.tx, ticketId)
  return { alert: row && viewAlert(row, ticket, reading.actor) }
}

export const list = async (
  reading: Reading,
  input: ReadInputOf<typeof redAlertsApi.list>,
): Promise<OutputOf<typeof redAlertsApi.list>> => {
  const { which } = input
  const { rows, nextCursor } = await pageOfNewest(reading, input, 'redAlerts.list', (beforeId, most) =>
    store.listAlerts(reading.tx, scopesOf(reading.actor), { which, beforeId, most }),
  )
  return { items: await Promise.all(rows.map(row => view(reading, row))), nextCursor }
}

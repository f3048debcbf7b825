import type { EventOf } from '../../../shared/events'
import type { Call } from '../../call'
import { findTemplate } from '../../templates/actions'
import { findTicket } from '../../tickets/actions'
import { setCalls } from '../calling/actions'
import { sayInRoom } from '../mobilising/actions'
import { oweReport } from '../reports/actions'
import { hasEnded, isInHandling } from '../rules'
import { changeAlert, lookOpenAlert, type RedAlertRow, saveAlert } from '../store'
import { wishedParts } from './rules'

/** A ticket has become red, by whoever or whatever: its alert and its clock begin in the same transaction. */
export const openAlert = async (call: Call, { ticketId, reason }: EventOf<'ticket.reddened'>): Promise<void> => {
  if (await lookOpenAlert(call.tx, ticketId)) return
  const ticket = await findTicket(call, ticketId)
  const { body } = await findTemplate(call, ticket.templateId)
  const alert: RedAlertRow = {
    id: call.newId(),
    ticketId,
    openTicketId: ticketId,
    messageId: null,
    reason: reason.slice(0, 200),
    raisedById: call.actor.personId,
    raisedByName: call.actor.name,
    raisedAt: call.now,
    acknowledgedById: null,
    acknowledgedByName: null,
    acknowledgedAt: null,
    handledAt: isInHandling(ticket.status) ? call.now : null,
    callCount: 0,
    parts: wishedParts(body.fields, ticket.answers),
    reportDueAt: null,
    reportedAt: null,
    reportedByName: null,
    report: null,
    version: 1,
  }
  const reportDueAt = alert.handledAt ? await oweReport(call, alert) : null
  await saveAlert(call.tx, { ...alert, reportDueAt })
  await setCalls(call, alert, ticket.status)
}

/** Accepted: nobody is called any more. Given back: the line is called again. Over: what is left is the report. */
export const followMove = async (call: Call, { ticketId, to }: EventOf<'ticket.moved'>): Promise<void> => {
  const alert = await lookOpenAlert(call.tx, ticketId)
  if (!alert) return
  const isNewlyHandled = alert.handledAt === null && isInHandling(to)
  if (isNewlyHandled || (alert.reportDueAt === null && hasEnded(to))) {
    await changeAlert(call.tx, alert, {
      handledAt: isNewlyHandled ? call.now : alert.handledAt,
      reportDueAt: await oweReport(call, alert),
    })
    if (isNewlyHandled) await sayInRoom(call, alert, 'handled', `${call.actor.name}已接手`)
  }
  await setCalls(call, alert, to)
  if (to === 'open') call.emit({ type: 'redAlert.waiting', ticketId })
}

/** Part of its flow is done: what held it may be gone. */
export const noteWaiting = async (call: Call, { ticketId }: EventOf<'flow.left'>): Promise<void> => {
  if (await lookOpenAlert(call.tx, ticketId)) call.emit({ type: 'redAlert.waiting', ticketId })
}

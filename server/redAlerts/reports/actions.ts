import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { DAY, toWire } from '../../../shared/kernel/time'
import type { RedReport } from '../../../shared/redAlerts'
import type { Call } from '../../call'
import { lookPerson } from '../../people/actions'
import { listRegionalManagers } from '../../people/line/actions'
import { reachPerson } from '../../reach/actions'
import { findTicket, noteOnTicket, type TicketRow } from '../../tickets/actions'
import { sayInRoom } from '../mobilising/actions'
import { reachKey, reportBy } from '../rules'
import { changeAlert, lookAlert, lookOpenAlert, type RedAlertRow } from '../store'

/** The timer's job: see `chaseReport`. */
export const CHASE_JOB = 'redAlerts.chase'
const chaseTimer = (ticketId: string): string => `redAlert.report:${ticketId}`

const chaseAt = (call: Call, { id, ticketId }: RedAlertRow, at: Date, round: number): Promise<void> =>
  call.timers.set({
    key: chaseTimer(ticketId),
    job: CHASE_JOB,
    at,
    payload: { alertId: id, round: String(round) },
  })

/** From now on the report is owed, unless it was before. Returns when it is due. */
export const oweReport = async (call: Call, alert: RedAlertRow): Promise<Date> => {
  if (alert.reportDueAt) return alert.reportDueAt
  const dueAt = reportBy(call.now)
  await chaseAt(call, alert, dueAt, 0)
  return dueAt
}

/** Closes the alert. Refuses `redAlert.too_early` before anybody has taken it on, `redAlert.reported_already` afterwards. */
export const fileReport = async (call: Call, ticketId: string, body: RedReport): Promise<RedAlertRow> => {
  const { isRed } = await findTicket(call, ticketId)
  const alert = await lookOpenAlert(call.tx, ticketId)
  if (!alert) return refuse(isRed ? 'redAlert.reported_already' : 'redAlert.not_found')
  refuseUnless(alert.reportDueAt, 'redAlert.too_early')
  const next = await changeAlert(call.tx, alert, {
    openTicketId: null,
    report: body,
    reportedAt: call.now,
    reportedByName: call.actor.name,
  })
  await call.timers.cancel(chaseTimer(ticketId))
  const says = `红色预警报告。经过：${body.happened}。原因：${body.cause}。预防：${body.prevention}`
  await noteOnTicket(call, { ticketId, body: says, audience: 'internal' })
  await sayInRoom(call, alert, 'reported', says)
  return next
}

/** Whoever took it on; else whoever raised it. Null when that was a rule or a customer, or they have left. */
const owingOf = async (call: Call, alert: RedAlertRow, ticket: TicketRow): Promise<string | null> => {
  const handler = alert.handledAt ? ticket.assigneeId : null
  for (const id of [alert.acknowledgedById, handler, alert.raisedById]) {
    if (id && (await lookPerson(call, id))?.status === 'active') return id
  }
  return null
}

/** First whoever took it on, then every day the managers too, until it is there. */
export const chaseReport = async (call: Call, { alertId = '', round = '0' }: Record<string, string>): Promise<void> => {
  const alert = await lookAlert(call.tx, alertId)
  if (!alert?.openTicketId || !alert.reportDueAt) return
  const ticket = await findTicket(call, alert.ticketId)
  const days = Number(round)
  const owing = await owingOf(call, alert, ticket)
  const managers = days > 0 || !owing ? await listRegionalManagers(call, ticket.regionCode) : []
  const due = toWire(alert.reportDueAt).slice(5, 16).replace('T', ' ')
  const says = `红色预警 ${ticket.number} ${ticket.title} 的报告应在 ${due} 前提交，${days > 0 ? `已超过 ${days} 天，` : ''}请补写经过、原因和预防措施`
  for (const personId of new Set([...(owing ? [owing] : []), ...managers.map(({ id }) => id)])) {
    const key = reachKey(alert.id, `report${days}`, personId, 'wecom')
    await reachPerson(call, { key, personId, channel: 'wecom', ticketId: ticket.id, says })
  }
  await chaseAt(call, alert, new Date(call.now.getTime() + DAY), days + 1)
}

import { type Actor, hasRole } from '../../shared/kernel/roles'
import { toWire, toWireOrNull } from '../../shared/kernel/time'
import type { RedAlertView } from '../../shared/redAlerts'
import { redAlertsApi } from '../../shared/redAlerts'
import type { TicketRow } from '../tickets/actions'
import { handleBy, hasEnded } from './rules'
import type { RedAlertRow } from './store'

const may = (actor: Actor, endpoint: 'acknowledge' | 'report'): boolean => {
  const { allow } = redAlertsApi[endpoint]
  return allow !== 'anyone' && hasRole(actor, ...allow)
}

const byWhom = (name: string | null, at: Date | null) => (at ? { name: name ?? '', at: toWire(at) } : null)

type Shown = Pick<TicketRow, 'number' | 'title' | 'status' | 'customerName' | 'assigneeName'>

/** Pure: the alert for one viewer, with what this viewer may do. */
export const viewAlert = (row: RedAlertRow, ticket: Shown, actor: Actor): RedAlertView => {
  const reported = byWhom(row.reportedByName, row.reportedAt)
  const isOpen = row.openTicketId !== null
  return {
    id: row.id,
    ticketId: row.ticketId,
    number: ticket.number,
    title: ticket.title,
    status: ticket.status,
    customerName: ticket.customerName,
    assigneeName: ticket.assigneeName,
    reason: row.reason,
    raised: { name: row.raisedByName, at: toWire(row.raisedAt) },
    handleBy: toWire(handleBy(row.raisedAt)),
    handledAt: toWireOrNull(row.handledAt),
    acknowledged: byWhom(row.acknowledgedByName, row.acknowledgedAt),
    callCount: row.callCount,
    parts: row.parts,
    reportDueAt: toWireOrNull(row.reportDueAt),
    reported: reported && row.report && { ...reported, body: row.report },
    canAcknowledge: isOpen && !row.acknowledgedAt && !hasEnded(ticket.status) && may(actor, 'acknowledge'),
    canReport: isOpen && row.reportDueAt !== null && may(actor, 'report'),
    version: row.version,
  }
}

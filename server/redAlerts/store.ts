import { EntitySchema } from 'typeorm'
import type { Scope } from '../../shared/kernel/scope'
import type { RedReport } from '../../shared/redAlerts'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, selectRow, selectRows, updateFields, updateRow } from '../db/rows'
import { whereInScope } from '../db/scope'

/** One emergency of one ticket. */
export type RedAlertRow = {
  id: string
  ticketId: string
  /** The ticket while the alert is open, which ends with its report: the database lets a ticket have one such. */
  openTicketId: string | null
  /** The message that raised it; a repeat of it finds the alert. */
  messageId: string | null
  reason: string
  raisedById: string
  raisedByName: string
  raisedAt: Date
  /** Who said 我来处理. */
  acknowledgedById: string | null
  acknowledgedByName: string | null
  acknowledgedAt: Date | null
  /** When an engineer first accepted it. */
  handledAt: Date | null
  callCount: number
  parts: { name: string; quantity: number }[]
  /** Null until somebody has taken it on, or it has ended. */
  reportDueAt: Date | null
  reportedAt: Date | null
  reportedByName: string | null
  report: RedReport | null
  version: number
}

export const redAlerts = new EntitySchema<RedAlertRow>({
  name: 'red_alerts',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    openTicketId: columns.optionalRef,
    messageId: columns.optionalRef,
    reason: columns.string(200),
    raisedById: columns.ref,
    raisedByName: columns.string(60),
    raisedAt: columns.instant,
    acknowledgedById: columns.optionalRef,
    acknowledgedByName: columns.optionalString(60),
    acknowledgedAt: columns.optionalInstant,
    handledAt: columns.optionalInstant,
    callCount: columns.int,
    parts: columns.json,
    reportDueAt: columns.optionalInstant,
    reportedAt: columns.optionalInstant,
    reportedByName: columns.optionalString(60),
    report: columns.optionalJson,
    version: columns.version,
  },
  indices: [
    { name: 'ux_red_alerts_open_ticket', columns: ['openTicketId'], unique: true },
    { name: 'ux_red_alerts_message', columns: ['messageId'], unique: true },
    { name: 'ix_red_alerts_ticket', columns: ['ticketId', 'id'] },
  ],
})

export const saveAlert = (tx: Tx, row: RedAlertRow): Promise<void> => insertRow(tx, redAlerts, row)

export const lookAlert = (tx: Tx, id: string): Promise<RedAlertRow | null> =>
  selectRow(tx, redAlerts, 'WHERE t.id = ?', [id])

export const lookOpenAlert = (tx: Tx, ticketId: string): Promise<RedAlertRow | null> =>
  selectRow(tx, redAlerts, 'WHERE t.open_ticket_id = ?', [ticketId])

export const lookAlertByMessage = (tx: Tx, messageId: string): Promise<RedAlertRow | null> =>
  selectRow(tx, redAlerts, 'WHERE t.message_id = ?', [messageId])

export const lookLatestAlert = (tx: Tx, ticketId: string): Promise<RedAlertRow | null> =>
  selectRow(tx, redAlerts, 'WHERE t.ticket_id = ? ORDER BY t.id DESC', [ticketId])

/** Refuses `redAlert.changed_meanwhile`. */
export const changeAlert = (tx: Tx, row: RedAlertRow, changes: Partial<RedAlertRow>): Promise<RedAlertRow> =>
  updateRow(tx, redAlerts, row, changes, 'redAlert.changed_meanwhile')

/** What nobody else writes, whatever the version. */
export const noteOnAlert = (
  tx: Tx,
  id: string,
  changes: Partial<Pick<RedAlertRow, 'callCount' | 'parts' | 'messageId'>>,
): Promise<void> => updateFields(tx, redAlerts, id, changes)

export type Which = 'all' | 'open' | 'unhandled' | 'reportOwed'

const conditions: Record<Which, string> = {
  all: '1 = 1',
  open: 't.open_ticket_id IS NOT NULL',
  unhandled: 't.open_ticket_id IS NOT NULL AND t.handled_at IS NULL AND t.acknowledged_at IS NULL',
  reportOwed: 't.open_ticket_id IS NOT NULL AND t.report_due_at IS NOT NULL',
}

/** Those whose tickets are in scope, the newest first. */
export const listAlerts = (
  tx: Tx,
  scopes: readonly Scope[],
  { which, beforeId, most }: { which: Which; beforeId: string | null; most: number },
): Promise<RedAlertRow[]> => {
  const scope = whereInScope(scopes)
  const before = beforeId ? 'AND t.id < ?' : ''
  return selectRows(
    tx,
    redAlerts,
    `WHERE ${conditions[which]} ${before} AND t.ticket_id IN (SELECT t.id FROM tickets t WHERE ${scope.sql})
     ORDER BY t.id DESC LIMIT ${most}`,
    [...(beforeId ? [beforeId] : []), ...scope.parameters],
  )
}

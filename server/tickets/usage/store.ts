import type { Scope } from '../../../shared/kernel/scope'
import type { Tx } from '../../db/database'
import { selectFields, selectRows } from '../../db/rows'
import { whereInScope } from '../../db/scope'
import { RED_NOTE, type TicketRow, tickets } from '../store'

/** Tickets of each version of a template, drafts among them. */
export const countByTemplate = async (tx: Tx): Promise<Map<string, number>> => {
  const rows = (await tx.query('SELECT template_id AS id, COUNT(*) AS n FROM tickets GROUP BY template_id')) as {
    id: string
    n: number | string
  }[]
  return new Map(rows.map(({ id, n }) => [id, Number(n)]))
}

export type FilledTicket = Pick<TicketRow, 'templateId' | 'answers' | 'origins'>

/** The newest tickets of these versions that were opened. */
export const listFilled = async (
  tx: Tx,
  scopes: readonly Scope[],
  { templateIds, since, most }: { templateIds: readonly string[]; since: Date; most: number },
): Promise<FilledTicket[]> => {
  if (templateIds.length === 0) return []
  const scope = whereInScope(scopes)
  return selectFields(
    tx,
    tickets,
    ['templateId', 'answers', 'origins'],
    `WHERE t.template_id IN (${templateIds.map(() => '?').join(', ')}) AND t.created_at >= ? AND t.status <> 'draft'
     AND ${scope.sql} ORDER BY t.id DESC LIMIT ${most}`,
    [...templateIds, since.getTime(), ...scope.parameters],
  )
}

/** The newest tickets of these versions that were opened, whole, the newest first. */
export const listOpened = async (
  tx: Tx,
  scopes: readonly Scope[],
  { templateIds, most }: { templateIds: readonly string[]; most: number },
): Promise<TicketRow[]> => {
  if (templateIds.length === 0) return []
  const scope = whereInScope(scopes)
  return selectRows(
    tx,
    tickets,
    `WHERE t.template_id IN (${templateIds.map(() => '?').join(', ')}) AND t.opened_at IS NOT NULL AND ${scope.sql}
     ORDER BY t.id DESC LIMIT ${most}`,
    [...templateIds, ...scope.parameters],
  )
}

/** When each of these tickets was put on the emergency channel; those that never were are absent. */
export const listReddened = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Date>> => {
  if (ids.length === 0) return new Map()
  const rows = (await tx.query(
    `SELECT t.ticket_id AS id, MIN(t.at) AS at FROM ticket_events t
     WHERE t.ticket_id IN (${ids.map(() => '?').join(', ')}) AND t.kind = 'note' AND t.body LIKE ? GROUP BY t.ticket_id`,
    [...ids, `${RED_NOTE}%`],
  )) as { id: string; at: number | string }[]
  return new Map(rows.map(({ id, at }) => [id, new Date(Number(at))]))
}

/** Tickets per engineer that were assigned between two instants and are not cancelled. */
export const countAssigned = async (
  tx: Tx,
  engineerIds: readonly string[],
  from: Date,
  to: Date,
): Promise<Map<string, number>> => {
  if (engineerIds.length === 0) return new Map()
  const places = engineerIds.map(() => '?').join(', ')
  const rows = (await tx.query(
    `SELECT t.assignee_id AS id, COUNT(*) AS n FROM tickets t
     WHERE t.assignee_id IN (${places}) AND t.assigned_at >= ? AND t.assigned_at < ? AND t.status <> 'cancelled'
     GROUP BY t.assignee_id`,
    [...engineerIds, from.getTime(), to.getTime()],
  )) as { id: string; n: number | string }[]
  return new Map(rows.map(row => [row.id, Number(row.n)]))
}

import type { Scope } from '../../../shared/kernel/scope'
import type { Tx } from '../../db/database'
import { selectFields } from '../../db/rows'
import { whereInScope } from '../../db/scope'
import { type TicketRow, tickets } from '../store'

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

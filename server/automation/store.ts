import { EntitySchema } from 'typeorm'
import type { EffectResult, RuleBody, RunOutcome } from '../../shared/automation'
import { refuse } from '../../shared/kernel/refusal'
import type { Scope } from '../../shared/kernel/scope'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, isDuplicate, selectFields, selectRow, selectRows, updateRow } from '../db/rows'
import { whereInScope } from '../db/scope'
import { runSql } from '../db/sql'

/** The id is the code. */
export type RuleRow = { id: string; body: RuleBody; version: number }
export const automationRules = new EntitySchema<RuleRow>({
  name: 'automation_rules',
  columns: { id: columns.id, body: columns.json, version: columns.version },
})

export type RunRow = {
  id: string
  /** One row for one delivery, however often it is handed over. */
  key: string
  /** `ticket:day:number` of what counts against the bounds: two at once cannot both take the last one. */
  slot: string | null
  ruleCode: string | null
  ruleName: string
  ticketId: string
  ticketNumber: string
  triggerSays: string
  at: Date
  /** The business day. */
  day: string
  outcome: RunOutcome
  says: string
  effects: EffectResult[]
}
export const automationRuns = new EntitySchema<RunRow>({
  name: 'automation_runs',
  columns: {
    id: columns.id,
    key: columns.string(140),
    slot: columns.optionalString(120),
    ruleCode: columns.optionalRef,
    ruleName: columns.string(60),
    ticketId: columns.ref,
    ticketNumber: columns.string(32),
    triggerSays: columns.string(200),
    at: columns.instant,
    day: columns.string(10),
    outcome: columns.string(10),
    says: columns.text,
    effects: columns.json,
  },
  indices: [
    { name: 'ux_automation_runs_key', columns: ['key'], unique: true },
    { name: 'ux_automation_runs_slot', columns: ['slot'], unique: true },
    { name: 'ix_automation_runs_ticket', columns: ['ticketId', 'day'] },
    { name: 'ix_automation_runs_rule', columns: ['ruleCode', 'at'] },
  ],
})

export const listRules = (tx: Tx): Promise<RuleRow[]> => selectRows(tx, automationRules, 'ORDER BY t.id')

export const lookRule = (tx: Tx, code: string): Promise<RuleRow | null> =>
  selectRow(tx, automationRules, 'WHERE t.id = ?', [code])

/** Version 0 is a new one; refuses `automation.changed_meanwhile`. */
export const keepRule = async (tx: Tx, row: RuleRow): Promise<RuleRow> => {
  if (row.version > 0) return updateRow(tx, automationRules, row, { body: row.body }, 'automation.changed_meanwhile')
  const first = { ...row, version: 1 }
  await insertRow(tx, automationRules, first).catch(error => {
    if (isDuplicate(error)) refuse('automation.changed_meanwhile')
    throw error
  })
  return first
}

/** False when it is not there in this version. */
export const removeRule = async (tx: Tx, code: string, version: number): Promise<boolean> =>
  (await affected(tx, 'DELETE FROM automation_rules WHERE id = ? AND version = ?', [code, version])) === 1

export const isLogged = async (tx: Tx, key: string): Promise<boolean> =>
  (await selectFields(tx, automationRuns, ['id'], 'WHERE t.`key` = ? LIMIT 1', [key])).length > 0

export const insertRun = (tx: Tx, row: RunRow): Promise<void> => insertRow(tx, automationRuns, row)

/** The rules that have acted on a ticket on a business day, once for each time. */
export const listActed = async (tx: Tx, ticketId: string, day: string): Promise<(string | null)[]> =>
  (
    await selectFields(tx, automationRuns, ['ruleCode'], 'WHERE t.ticket_id = ? AND t.day = ? AND t.slot IS NOT NULL', [
      ticketId,
      day,
    ])
  ).map(({ ruleCode }) => ruleCode)

type Wanted = { ruleCode?: string | undefined; ticketId?: string | undefined; beforeId: string | null; most: number }

/** Those whose tickets are in scope, the newest first. */
export const listRuns = (
  tx: Tx,
  scopes: readonly Scope[],
  { ruleCode, ticketId, beforeId, most }: Wanted,
): Promise<RunRow[]> => {
  const scope = whereInScope(scopes)
  const wanted = [
    ...(ruleCode ? [{ sql: 't.rule_code = ?', value: ruleCode }] : []),
    ...(ticketId ? [{ sql: 't.ticket_id = ?', value: ticketId }] : []),
    ...(beforeId ? [{ sql: 't.id < ?', value: beforeId }] : []),
  ]
  return selectRows(
    tx,
    automationRuns,
    `WHERE ${wanted.map(({ sql }) => `${sql} AND `).join('')}
     t.ticket_id IN (SELECT t.id FROM tickets t WHERE ${scope.sql}) ORDER BY t.id DESC LIMIT ${most}`,
    [...wanted.map(({ value }) => value), ...scope.parameters],
  )
}

/** How often each rule has run since, and when last, by code. */
export const countRuns = async (tx: Tx, since: Date): Promise<Map<string, { count: number; lastAt: Date }>> => {
  const rows = (await runSql(
    tx,
    `SELECT rule_code AS code, COUNT(*) AS count, MAX(at) AS last_at FROM automation_runs
     WHERE rule_code IS NOT NULL AND at >= ? GROUP BY rule_code`,
    [since.getTime()],
  )) as { code: string; count: number | string; last_at: number | string }[]
  return new Map(
    rows.map(({ code, count, last_at }) => [code, { count: Number(count), lastAt: new Date(Number(last_at)) }]),
  )
}

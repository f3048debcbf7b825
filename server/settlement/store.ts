import { EntitySchema } from 'typeorm'
import type { Facts } from '../../shared/settlement/facts'
import type { RuleSet } from '../../shared/settlement/ruleSet'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, insertRows, selectRow, selectRows } from '../db/rows'
import type { Where } from '../db/scope'
import type { RegionFacts } from './rules'

/** A published version; never changed, a correction is a later version. */
export type RuleSetRow = {
  id: string
  versionNo: number
  body: RuleSet
  /** For services that begin at or after this instant. */
  effectiveFrom: Date
  publishedAt: Date
  publishedById: string
}

export const ruleSets = new EntitySchema<RuleSetRow>({
  name: 'rule_sets',
  columns: {
    id: columns.id,
    versionNo: columns.int,
    body: columns.json,
    effectiveFrom: columns.instant,
    publishedAt: columns.instant,
    publishedById: columns.ref,
  },
  indices: [{ name: 'ux_rule_sets_version_no', columns: ['versionNo'], unique: true }],
})

/** One amount owed to one payee; never changed. Provider and team are the payee's at the time. */
export type LineRow = {
  id: string
  ticketId: string
  ticketNumber: string
  round: number
  payeeId: string
  providerId: string | null
  teamId: string | null
  regionCode: string | null
  code: string
  name: string
  amountFen: number
  minutes: number | null
  why: string
  ruleSetVersion: number
  inputs: Facts
  settledAt: Date
}

export const settlementLines = new EntitySchema<LineRow>({
  name: 'settlement_lines',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    ticketNumber: columns.string(20),
    round: columns.int,
    payeeId: columns.ref,
    providerId: columns.optionalRef,
    teamId: columns.optionalRef,
    regionCode: columns.optionalString(6),
    code: columns.string(60),
    name: columns.string(60),
    amountFen: columns.bigInt,
    minutes: columns.optionalInt,
    why: columns.text,
    ruleSetVersion: columns.int,
    inputs: columns.json,
    settledAt: columns.instant,
  },
  indices: [
    { name: 'ux_settlement_lines_once', columns: ['ticketId', 'round', 'payeeId', 'code'], unique: true },
    { name: 'ix_settlement_lines_payee', columns: ['payeeId', 'id'] },
    { name: 'ix_settlement_lines_provider', columns: ['providerId', 'id'] },
    { name: 'ix_settlement_lines_settled', columns: ['settledAt', 'id'] },
  ],
})

export type RegionFactsRow = { id: string; cityTier: number; altitudeM: number }

/** The id is the prefix of a region code. */
export const regionFacts = new EntitySchema<RegionFactsRow>({
  name: 'region_facts',
  columns: { id: columns.id, cityTier: columns.int, altitudeM: columns.int },
})

export const saveRuleSet = (tx: Tx, row: RuleSetRow): Promise<void> => insertRow(tx, ruleSets, row)

export const lookNewestRuleSet = (tx: Tx): Promise<RuleSetRow | null> =>
  selectRow(tx, ruleSets, 'ORDER BY t.version_no DESC')

/** The newest version in force at that instant. */
export const lookRuleSetAt = (tx: Tx, at: Date): Promise<RuleSetRow | null> =>
  selectRow(tx, ruleSets, 'WHERE t.effective_from <= ? ORDER BY t.version_no DESC', [at.getTime()])

export const saveLines = (tx: Tx, rows: readonly LineRow[]): Promise<void> => insertRows(tx, settlementLines, rows)

export const listLinesOf = (tx: Tx, ticketId: string, scope: Where): Promise<LineRow[]> =>
  selectRows(tx, settlementLines, `WHERE t.ticket_id = ? AND ${scope.sql} ORDER BY t.id`, [
    ticketId,
    ...scope.parameters,
  ])

export type LinePage = { scope: Where; settled: { from: Date; to: Date } | null; beforeId: string | null; most: number }

/** Latest first. */
export const listLines = (tx: Tx, { scope, settled, beforeId, most }: LinePage): Promise<LineRow[]> => {
  const month = settled ? 'AND t.settled_at >= ? AND t.settled_at < ?' : ''
  const before = beforeId ? 'AND t.id < ?' : ''
  return selectRows(tx, settlementLines, `WHERE ${scope.sql} ${month} ${before} ORDER BY t.id DESC LIMIT ${most}`, [
    ...scope.parameters,
    ...(settled ? [settled.from.getTime(), settled.to.getTime()] : []),
    ...(beforeId ? [beforeId] : []),
  ])
}

/** What is known of these prefixes. */
export const listRegionFacts = async (tx: Tx, prefixes: readonly string[]): Promise<RegionFacts[]> => {
  const places = prefixes.map(() => '?').join(', ')
  const rows = await selectRows(tx, regionFacts, `WHERE t.id IN (${places})`, prefixes)
  return rows.map(({ id, cityTier, altitudeM }) => ({ prefix: id, cityTier, altitudeM }))
}

/** Puts the whole table anew. */
export const replaceRegionFacts = async (tx: Tx, facts: readonly RegionFacts[]): Promise<void> => {
  await tx.query('DELETE FROM region_facts')
  await insertRows(
    tx,
    regionFacts,
    facts.map(({ prefix, ...rest }) => ({ id: prefix, ...rest })),
  )
}

import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectById, selectFields } from '../db/rows'

/** One published version; it never changes, so a ticket that follows it keeps its flow. */
export type FlowRow = {
  id: string
  code: string
  versionNo: number
  name: string
  body: unknown
  publishedAt: Date
  publishedById: string
}

/** What cannot be read is null, so that one bad row does not take the others with it. */
const tolerantJson = {
  type: 'text' as const,
  transformer: {
    to: (value: unknown): string => JSON.stringify(value),
    from: (value: string): unknown => {
      try {
        return JSON.parse(value)
      } catch {
        return null
      }
    },
  },
}

export const flows = new EntitySchema<FlowRow>({
  name: 'flows',
  columns: {
    id: columns.id,
    code: columns.ref,
    versionNo: columns.int,
    name: columns.string(60),
    body: tolerantJson,
    publishedAt: columns.instant,
    publishedById: columns.ref,
  },
  indices: [{ name: 'ux_flows_code_version', columns: ['code', 'versionNo'], unique: true }],
})

export const saveFlows = (tx: Tx, rows: readonly FlowRow[]): Promise<void> => insertRows(tx, flows, rows)

export const lookFlow = (tx: Tx, id: string): Promise<FlowRow | null> => selectById(tx, flows, id)

/** Without the document. */
export type FlowHeading = Omit<FlowRow, 'body' | 'publishedById'>
const heading = ['id', 'code', 'versionNo', 'name', 'publishedAt'] as const

/** The newest version of a code. */
export const lookNewest = async (tx: Tx, code: string): Promise<FlowHeading | null> =>
  (await selectFields(tx, flows, heading, 'WHERE t.code = ? ORDER BY t.version_no DESC LIMIT 1', [code]))[0] ?? null

export const listVersionsOf = (tx: Tx, code: string): Promise<FlowHeading[]> =>
  selectFields(tx, flows, heading, 'WHERE t.code = ? ORDER BY t.version_no DESC', [code])

/** The newest version of each code. */
export const listNewest = (tx: Tx): Promise<FlowHeading[]> =>
  selectFields(
    tx,
    flows,
    heading,
    `WHERE t.version_no = (SELECT MAX(newer.version_no) FROM flows newer WHERE newer.code = t.code)
     ORDER BY t.name, t.id`,
  )

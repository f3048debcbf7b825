import { EntitySchema } from 'typeorm'
import { HOUR, MINUTE } from '../../../../shared/kernel/time'
import { columns } from '../../../db/columns'
import type { Tx } from '../../../db/database'
import { affected, insertRow, isDuplicate, selectRow, selectRows } from '../../../db/rows'
import { type OutboxRow, outbox } from '../store'
import { type Usage, unused } from './rules'

/** Somebody whom messages go to, and whether they may now. Its lock lets one process at a time count and send. */
export type RecipientRow = {
  /** As in the outbox; `@app` stands for all of them. */
  id: string
  holdUntil: Date | null
  /** Refusals for frequency in a row. */
  strikes: number
  /** The platform said that there is no such member: nothing more is sent until an administrator has looked. */
  goneAt: Date | null
}

export const recipients = new EntitySchema<RecipientRow>({
  name: 'wecom_recipients',
  columns: {
    id: columns.id,
    holdUntil: columns.optionalInstant,
    strikes: columns.int,
    goneAt: columns.optionalInstant,
  },
})

export const WHOLE_APP = '@app'
/** userid not found, protocol section 1.1. */
export const NO_SUCH_MEMBER = 60111

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

const DUE = "t.state IN ('waiting', 'sending') AND t.not_before <= ?"

/** Those for whom something is due and who may get it: the most urgent first. */
export const listDueRecipients = async (tx: Tx, now: Date, most: number): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT t.to_user_id AS id FROM wecom_outbox t LEFT JOIN wecom_recipients r ON r.id = t.to_user_id
     WHERE ${DUE} AND (r.hold_until IS NULL OR r.hold_until <= ?)
     GROUP BY t.to_user_id ORDER BY MIN(t.priority), MIN(t.id) LIMIT ${most}`,
    [now.getTime(), now.getTime()],
  )) as { id: string }[]
  return rows.map(({ id }) => id)
}

export const lookRecipient = (tx: Tx, id: string): Promise<RecipientRow | null> =>
  selectRow(tx, recipients, 'WHERE t.id = ?', [id])

/** Those who are not written down yet. */
export const strangersAmong = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
  const known = await selectRows(tx, recipients, `WHERE t.id IN (${places(ids)})`, ids)
  const knownIds = new Set(known.map(({ id }) => id))
  return ids.filter(id => !knownIds.has(id))
}

/** Writes down those who are not there yet, each in a statement of its own: another process may do the same. */
export const introduce = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  for (const id of await strangersAmong(tx, ids)) {
    await insertRow(tx, recipients, { id, holdUntil: null, strikes: 0, goneAt: null }).catch(error => {
      if (!isDuplicate(error)) throw error
    })
  }
}

/** Those of them whom no other process is sending to at this moment; on MySQL they are this transaction's until it ends. */
export const lockRecipients = (tx: Tx, ids: readonly string[]): Promise<RecipientRow[]> => {
  const lock = tx.connection.options.type === 'mariadb' ? 'FOR UPDATE SKIP LOCKED' : ''
  return selectRows(tx, recipients, `WHERE t.id IN (${places(ids)}) ORDER BY t.id ${lock}`, ids)
}

const USAGE = `SUM(CASE WHEN t.sent_at > ? THEN 1 ELSE 0 END) AS minuteCount, COUNT(*) AS hourCount,
  MIN(CASE WHEN t.sent_at > ? THEN t.sent_at END) AS minuteBeganAt, MIN(t.sent_at) AS hourBeganAt
  FROM wecom_outbox t WHERE t.sent_at > ?`

type Counted = { id: string; minuteCount: unknown; hourCount: unknown; minuteBeganAt: unknown; hourBeganAt: unknown }

const asUsage = (row: Counted): Usage => ({
  lastMinute: Number(row.minuteCount ?? 0),
  lastHour: Number(row.hourCount),
  minuteBeganAt: row.minuteBeganAt === null ? null : Number(row.minuteBeganAt),
  hourBeganAt: row.hourBeganAt === null ? null : Number(row.hourBeganAt),
})

const windows = (now: Date): number[] => {
  const minute = now.getTime() - MINUTE
  return [minute, minute, now.getTime() - HOUR]
}

/** What each of them got in the last minute and hour, by every process together. */
export const usageOf = async (tx: Tx, ids: readonly string[], now: Date): Promise<Map<string, Usage>> => {
  const rows = (await tx.query(
    `SELECT t.to_user_id AS id, ${USAGE} AND t.to_user_id IN (${places(ids)}) GROUP BY t.to_user_id`,
    [...windows(now), ...ids],
  )) as Counted[]
  return new Map(rows.map(row => [row.id, asUsage(row)]))
}

/** What everybody got together. */
export const usageOfApp = async (tx: Tx, now: Date): Promise<Usage> => {
  const [row] = (await tx.query(`SELECT ${USAGE}`, windows(now))) as Counted[]
  return row ? asUsage(row) : unused
}

/** What waits for them: by priority, then in the order it was written. */
export const listDue = (tx: Tx, ids: readonly string[], now: Date, most: number): Promise<OutboxRow[]> =>
  selectRows(tx, outbox, `WHERE t.to_user_id IN (${places(ids)}) AND ${DUE} ORDER BY t.priority, t.id LIMIT ${most}`, [
    ...ids,
    now.getTime(),
  ])

export const hold = async (tx: Tx, id: string, until: number): Promise<void> => {
  await tx.query('UPDATE wecom_recipients SET hold_until = ? WHERE id = ?', [until, id])
}

export const markGone = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (await affected(tx, 'UPDATE wecom_recipients SET gone_at = ? WHERE id = ? AND gone_at IS NULL', [
    at.getTime(),
    id,
  ])) === 1

export const markBack = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('UPDATE wecom_recipients SET gone_at = NULL WHERE id = ?', [id])
}

/** One more refusal for frequency: how many in a row now. */
export const strike = async (tx: Tx): Promise<number> => {
  await introduce(tx, [WHOLE_APP])
  await tx.query('UPDATE wecom_recipients SET strikes = strikes + 1 WHERE id = ?', [WHOLE_APP])
  return (await lookRecipient(tx, WHOLE_APP))?.strikes ?? 1
}

export const forgiveStrikes = async (tx: Tx): Promise<void> => {
  await tx.query('UPDATE wecom_recipients SET strikes = 0 WHERE id = ? AND strikes > 0', [WHOLE_APP])
}

type Claim = { now: Date; until: Date; lease: string }

/** Takes these for this process until `until`; from now on they count as sent. */
export const claim = async (tx: Tx, ids: readonly string[], { now, until, lease }: Claim): Promise<void> => {
  if (ids.length === 0) return
  await tx.query(
    `UPDATE wecom_outbox SET state = 'sending', sent_at = ?, not_before = ?, lease = ?, attempts = attempts + 1 WHERE id IN (${places(ids)})`,
    [now.getTime(), until.getTime(), lease, ...ids],
  )
}

export const putIntoDigest = async (tx: Tx, ids: readonly string[], digestId: string): Promise<void> => {
  await tx.query(`UPDATE wecom_outbox SET state = 'digested', digest_id = ? WHERE id IN (${places(ids)})`, [
    digestId,
    ...ids,
  ])
}

export const setAside = async (
  tx: Tx,
  ids: readonly string[],
  aside: { state: OutboxRow['state']; errcode: number | null },
): Promise<void> => {
  if (ids.length === 0) return
  await tx.query(
    `UPDATE wecom_outbox SET state = ?, errcode = ?, lease = NULL, sent_at = NULL WHERE id IN (${places(ids)})`,
    [aside.state, aside.errcode, ...ids],
  )
}

/** When the next message is due that nobody has now; null when none waits. */
export const nextDueAt = async (tx: Tx): Promise<number | null> => {
  const [row] = (await tx.query(
    `SELECT MIN(CASE WHEN r.hold_until > t.not_before THEN r.hold_until ELSE t.not_before END) AS at
     FROM wecom_outbox t LEFT JOIN wecom_recipients r ON r.id = t.to_user_id WHERE t.state IN ('waiting', 'sending')`,
  )) as { at: unknown }[]
  return row?.at === null || row === undefined ? null : Number(row.at)
}

/** What the platform took, under a lease that still holds. */
export const markSent = async (
  tx: Tx,
  lease: string,
  sent: readonly { id: string; messageId: string }[],
  at: Date,
): Promise<void> => {
  if (sent.length === 0) return
  const cases = sent.map(() => 'WHEN ? THEN ?').join(' ')
  await tx.query(
    `UPDATE wecom_outbox SET state = 'sent', lease = NULL, errcode = NULL, sent_at = ?, message_id = CASE id ${cases} END
     WHERE lease = ? AND id IN (${places(sent)})`,
    [at.getTime(), ...sent.flatMap(({ id, messageId }) => [id, messageId]), lease, ...sent.map(({ id }) => id)],
  )
}

type Again = { at: number; attempts: number; errcode: number | null; mayHaveGone: boolean }

/** Waits for another try. What may have gone out all the same still counts. */
export const putBack = async (tx: Tx, { id, lease }: OutboxRow, again: Again): Promise<void> => {
  await tx.query(
    `UPDATE wecom_outbox SET state = ?, lease = NULL, not_before = ?, attempts = ?, errcode = ?
     ${again.mayHaveGone ? '' : ', sent_at = NULL'} WHERE id = ? AND lease = ?`,
    [again.mayHaveGone ? 'sending' : 'waiting', again.at, again.attempts, again.errcode, id, lease],
  )
}

/** What was a line of a digest that the platform would not take has failed with it. */
export const failWithDigest = async (tx: Tx, digestId: string, errcode: number | null): Promise<void> => {
  await tx.query("UPDATE wecom_outbox SET state = 'failed', errcode = ?, digest_id = NULL WHERE digest_id = ?", [
    errcode,
    digestId,
  ])
}

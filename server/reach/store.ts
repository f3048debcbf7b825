import { EntitySchema } from 'typeorm'
import type { ReachChannel, ReachState } from '../../shared/reach'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, selectRow, selectRows, updateFields } from '../db/rows'

/** One attempt to reach one person by one channel. */
export type AttemptRow = {
  id: string
  /** What makes it the same attempt; the database keeps it unique. */
  key: string
  ticketId: string
  personId: string
  channel: ReachChannel
  says: string
  /** `calling` while a process talks to the platform: found so by another one, nobody knows whether it went out. */
  state: ReachState | 'calling'
  /** The platform's word on it, or ours: `no_phone`, `left`, `SUCCESS`, `LimitExceeded.PhoneNumberDailyLimit`. */
  code: string | null
  /** What came of it, as a person reads it. */
  result: string | null
  /** The platform's number of it, by which its reports name it. */
  serial: string | null
  tries: number
  createdAt: Date
  at: Date
}

export const attempts = new EntitySchema<AttemptRow>({
  name: 'reach_attempts',
  columns: {
    id: columns.id,
    key: columns.string(140),
    ticketId: columns.ref,
    personId: columns.ref,
    channel: columns.string(10),
    says: columns.string(300),
    state: columns.string(12),
    code: columns.optionalString(100),
    result: columns.optionalString(200),
    serial: columns.optionalString(100),
    tries: columns.int,
    createdAt: columns.instant,
    at: columns.instant,
  },
  indices: [
    { name: 'ux_reach_attempts_key', columns: ['key'], unique: true },
    { name: 'ux_reach_attempts_serial', columns: ['serial'], unique: true },
    { name: 'ix_reach_attempts_ticket', columns: ['ticketId', 'id'] },
  ],
})

export const insertAttempt = (tx: Tx, row: AttemptRow): Promise<void> => insertRow(tx, attempts, row)

export const lookAttempt = (tx: Tx, id: string): Promise<AttemptRow | null> =>
  selectRow(tx, attempts, 'WHERE t.id = ?', [id])

export const lookAttemptByKey = (tx: Tx, key: string): Promise<AttemptRow | null> =>
  selectRow(tx, attempts, 'WHERE t.`key` = ?', [key])

export const lookAttemptBySerial = (tx: Tx, serial: string): Promise<AttemptRow | null> =>
  selectRow(tx, attempts, 'WHERE t.serial = ?', [serial])

export const listAttempts = (tx: Tx, ticketId: string): Promise<AttemptRow[]> =>
  selectRows(tx, attempts, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

/** True for the one process that may talk to the platform about it now. */
export const takeAttempt = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await affected(
    tx,
    "UPDATE reach_attempts SET state = 'calling', tries = tries + 1, at = ? WHERE id = ? AND state = 'waiting'",
    [now.getTime(), id],
  )) === 1

/** WeCom has its own queue: what stands there goes out. */
export const withdraw = async (
  tx: Tx,
  { ticketId, keysBegin, at, result }: { ticketId: string; keysBegin: string; at: Date; result: string },
): Promise<void> => {
  await affected(
    tx,
    `UPDATE reach_attempts SET state = 'failed', code = 'withdrawn', result = ?, at = ?
     WHERE ticket_id = ? AND state = 'waiting' AND channel <> 'wecom' AND SUBSTR(\`key\`, 1, ?) = ?`,
    [result, at.getTime(), ticketId, keysBegin.length, keysBegin],
  )
}

type From = AttemptRow['state']
type Changes = Partial<Pick<AttemptRow, 'code' | 'result' | 'serial'>> & { state: From; at: Date }

/** Changes it if it is still in one of these states; false when it is not. */
export const changeAttempt = async (tx: Tx, id: string, from: readonly From[], changes: Changes): Promise<boolean> => {
  const places = from.map(() => '?').join(', ')
  const isMine = await affected(tx, `UPDATE reach_attempts SET state = ? WHERE id = ? AND state IN (${places})`, [
    changes.state,
    id,
    ...from,
  ])
  if (isMine !== 1) return false
  await updateFields(tx, attempts, id, changes)
  return true
}

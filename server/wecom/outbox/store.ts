import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, insertRows, selectRow, selectRows } from '../../db/rows'
import type { Line, MessageContent, Priority } from './rules'

/** One message of the app to one member, or to the group chat of a ticket. */
export type OutboxRow = {
  id: string
  /** What makes it the same message; the database keeps it unique. */
  key: string
  /** In lower case, as the platform names members in its answers; `#` and the chat id for a group chat. */
  toUserId: string
  /** Whoever it is for, to leave out those who left; null for a stranger or a group chat. */
  personId: string | null
  ticketId: string | null
  /** The ticket's version when it was written: a later one means that the ticket has moved. */
  ticketVersion: number | null
  priority: Priority
  kind: MessageContent['msgtype']
  body: MessageContent
  /** How it reads in a digest; null when it must stand alone. */
  line: Line | null
  /**
   * `sending` while a process has it. `digested`: it went out as a line of `digestId`. `failed`: the platform will not
   * take it. `withheld`: its reader has left. `withdrawn`: it no longer held when its turn came. `recalled`: taken back.
   */
  state: 'waiting' | 'sending' | 'sent' | 'digested' | 'failed' | 'withheld' | 'withdrawn' | 'recalled'
  /** Not before this instant; while a process has it, the end of its lease. */
  notBefore: Date
  attempts: number
  lease: string | null
  /** When it went out, or may have: it counts against its reader's minute and hour. */
  sentAt: Date | null
  digestId: string | null
  messageId: string | null
  /** Why the platform did not take it. */
  errcode: number | null
  /** Somebody must have answered by then; null when nobody need. */
  ackBy: Date | null
  ackState: 'awaited' | 'given' | 'missed' | null
  createdAt: Date
}

export const outbox = new EntitySchema<OutboxRow>({
  name: 'wecom_outbox',
  columns: {
    id: columns.id,
    key: columns.string(140),
    toUserId: columns.ref,
    personId: columns.optionalRef,
    ticketId: columns.optionalRef,
    ticketVersion: columns.optionalInt,
    priority: columns.int,
    kind: columns.string(20),
    body: columns.json,
    line: columns.json,
    state: columns.string(10),
    notBefore: columns.instant,
    attempts: columns.int,
    lease: columns.optionalRef,
    sentAt: columns.optionalInstant,
    digestId: columns.optionalRef,
    messageId: columns.optionalString(200),
    errcode: columns.optionalInt,
    ackBy: columns.optionalInstant,
    ackState: columns.optionalString(10),
    createdAt: columns.instant,
  },
  indices: [
    { name: 'ux_wecom_outbox_key', columns: ['key'], unique: true },
    { name: 'ix_wecom_outbox_due', columns: ['state', 'notBefore'] },
    { name: 'ix_wecom_outbox_member', columns: ['toUserId', 'sentAt'] },
    { name: 'ix_wecom_outbox_sent', columns: ['sentAt'] },
    { name: 'ix_wecom_outbox_ticket', columns: ['ticketId'] },
    { name: 'ix_wecom_outbox_digest', columns: ['digestId'] },
    { name: 'ix_wecom_outbox_created', columns: ['createdAt'] },
  ],
})

export const insertMessage = (tx: Tx, row: OutboxRow): Promise<void> => insertRow(tx, outbox, row)
export const insertMessages = (tx: Tx, rows: readonly OutboxRow[]): Promise<void> => insertRows(tx, outbox, rows)

export const lookMessage = (tx: Tx, id: string): Promise<OutboxRow | null> =>
  selectRow(tx, outbox, 'WHERE t.id = ?', [id])

export const isQueued = async (tx: Tx, key: string): Promise<boolean> =>
  (await selectRow(tx, outbox, 'WHERE t.`key` = ?', [key])) !== null

/** Offers of a ticket that wait although it has moved on; they are not sent any more. */
export const withdrawOffers = async (tx: Tx, ticketId: string, version: number): Promise<void> => {
  await tx.query(
    "UPDATE wecom_outbox SET state = 'withdrawn', ack_state = NULL WHERE ticket_id = ? AND ticket_version < ? AND kind = 'template_card' AND state = 'waiting'",
    [ticketId, version],
  )
}

/** Those that somebody still has to answer. */
export const listAwaited = (tx: Tx, ticketId: string, personId: string): Promise<OutboxRow[]> =>
  selectRows(tx, outbox, "WHERE t.ticket_id = ? AND t.person_id = ? AND t.ack_state = 'awaited'", [ticketId, personId])

/** True for the one who settles it. */
export const settleAck = async (tx: Tx, id: string, ackState: 'given' | 'missed'): Promise<boolean> =>
  (await affected(tx, "UPDATE wecom_outbox SET ack_state = ? WHERE id = ? AND ack_state = 'awaited'", [
    ackState,
    id,
  ])) === 1

/** The message that brought a card: its id allows a recall. */
export const lookCardMessage = (tx: Tx, ticketId: string, version: number): Promise<OutboxRow | null> =>
  selectRow(
    tx,
    outbox,
    "WHERE t.ticket_id = ? AND t.ticket_version = ? AND t.kind = 'template_card' AND t.state = 'sent'",
    [ticketId, version],
  )

export const markRecalled = async (tx: Tx, id: string): Promise<void> => {
  await tx.query("UPDATE wecom_outbox SET state = 'recalled' WHERE id = ?", [id])
}

/** What may go again after somebody has put something right; a digest that failed goes as the messages it was made of. */
const STOPPED = "created_at >= ? AND state IN ('failed', 'waiting') AND digest_id IS NULL AND `key` NOT LIKE 'digest:%'"

type Since = { since: Date; now: Date }

const goAgain = (tx: Tx, which: string, value: unknown, { since, now }: Since): Promise<number> =>
  affected(
    tx,
    `UPDATE wecom_outbox SET state = 'waiting', attempts = 0, errcode = NULL, not_before = ? WHERE ${which} AND ${STOPPED}`,
    [now.getTime(), value, since.getTime()],
  )

/** Messages that a trouble of this errcode has stopped since then go on. */
export const revive = (tx: Tx, errcode: number, times: Since): Promise<number> =>
  goAgain(tx, 'errcode = ?', errcode, times)

/** Messages that one member did not get since then, because the platform did not know them, go on. */
export const reviveOf = (tx: Tx, toUserId: string, times: Since): Promise<number> =>
  goAgain(tx, 'errcode IS NOT NULL AND to_user_id = ?', toUserId, times)

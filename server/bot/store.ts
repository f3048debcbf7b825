import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, isDuplicate, selectRow, selectRows } from '../db/rows'
import type { TemplateCard } from '../wecom/client'

/**
 * One message to the bot and what becomes of it. It is inbox, stream and outbox in one: a message has one answer.
 * `received` -> `answered` (an answer waits to be fetched or sent) -> `told`; or `ignored`, or `lost` (nobody could be told).
 */
export type BotMessageRow = {
  /** SHA-256 of what makes two deliveries the same message; also the id of its stream. */
  id: string
  transport: 'callback' | 'socket'
  /** As WeCom names it: `text`, `event.template_card_event`. */
  kind: string
  raw: string
  fromId: string
  /** `single:<userid>` or `group:<chatid>`: what the platform's limits count by. */
  conversation: string
  /** What a reply on the long connection must repeat. */
  requestId: string | null
  state: 'received' | 'answered' | 'told' | 'ignored' | 'lost'
  says: string | null
  card: TemplateCard | null
  receivedAt: Date
  toldAt: Date | null
}

export const botMessages = new EntitySchema<BotMessageRow>({
  name: 'bot_messages',
  columns: {
    id: columns.id,
    transport: columns.string(10),
    kind: columns.string(80),
    raw: columns.text,
    fromId: columns.string(128),
    conversation: columns.string(140),
    requestId: columns.optionalString(128),
    state: columns.string(10),
    says: columns.optionalText,
    card: { ...columns.json, nullable: true },
    receivedAt: columns.instant,
    toldAt: columns.optionalInstant,
  },
  indices: [
    { name: 'ix_bot_messages_waiting', columns: ['state', 'transport', 'receivedAt'] },
    { name: 'ix_bot_messages_told', columns: ['conversation', 'toldAt'] },
    { name: 'ix_bot_messages_received', columns: ['receivedAt'] },
  ],
})

/** Who is behind an encrypted userid; the id is its SHA-256, since ids may differ in case alone. */
export type BotMemberRow = { id: string; userId: string }

export const botMembers = new EntitySchema<BotMemberRow>({
  name: 'bot_members',
  columns: { id: columns.id, userId: columns.string(128) },
})

export const saveMessage = (tx: Tx, row: BotMessageRow): Promise<void> => insertRow(tx, botMessages, row)

export const lookMessage = (tx: Tx, id: string): Promise<BotMessageRow | null> =>
  selectRow(tx, botMessages, 'WHERE t.id = ?', [id])

/** Keeps the answer of a message that has none yet; false when somebody else has been quicker. */
export const saveAnswer = async (
  tx: Tx,
  id: string,
  { says, card }: Pick<BotMessageRow, 'says' | 'card'>,
): Promise<boolean> =>
  (await affected(
    tx,
    "UPDATE bot_messages SET state = 'answered', says = ?, card = ? WHERE id = ? AND state = 'received'",
    [says, JSON.stringify(card), id],
  )) === 1

/** False when it was told, or given up, before. */
export const markTold = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (await affected(tx, "UPDATE bot_messages SET state = 'told', told_at = ? WHERE id = ? AND state = 'answered'", [
    at.getTime(),
    id,
  ])) === 1

export const markLost = async (tx: Tx, id: string): Promise<void> => {
  await tx.query("UPDATE bot_messages SET state = 'lost' WHERE id = ? AND state = 'answered'", [id])
}

/** Answers that wait for the long connection, oldest first. */
export const listWaiting = (tx: Tx, most: number): Promise<BotMessageRow[]> =>
  selectRows(
    tx,
    botMessages,
    `WHERE t.state = 'answered' AND t.transport = 'socket' ORDER BY t.received_at, t.id LIMIT ${most}`,
  )

/** How much the bot has said in a conversation since two instants. */
export const countTold = async (tx: Tx, conversation: string, minuteAgo: Date, hourAgo: Date) => {
  const [row] = (await tx.query(
    `SELECT COUNT(*) AS in_hour, SUM(CASE WHEN t.told_at > ? THEN 1 ELSE 0 END) AS in_minute FROM bot_messages t
     WHERE t.conversation = ? AND t.told_at > ?`,
    [minuteAgo.getTime(), conversation, hourAgo.getTime()],
  )) as { in_hour: number | string; in_minute: number | string | null }[]
  return { lastHour: Number(row?.in_hour ?? 0), lastMinute: Number(row?.in_minute ?? 0) }
}

export const lookBotMember = (tx: Tx, id: string): Promise<BotMemberRow | null> =>
  selectRow(tx, botMembers, 'WHERE t.id = ?', [id])

/** A member's userid can be changed: the newest answer holds. */
export const saveBotMember = async (tx: Tx, row: BotMemberRow): Promise<void> => {
  const known = await affected(tx, 'UPDATE bot_members SET user_id = ? WHERE id = ?', [row.userId, row.id])
  if (known > 0) return
  await insertRow(tx, botMembers, row).catch(error => {
    if (!isDuplicate(error)) throw error
  })
}

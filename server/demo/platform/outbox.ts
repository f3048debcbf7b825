import type { Json } from './wire'

/** A template card as one member sees it now. */
export type CardView = {
  taskId: string | null
  card: Json
  /** The words that took the place of the buttons. */
  replacedButton: string | null
}

/**
 * One line of what WeCom would have shown. `dropped`: above the member's limit, vanished without a word;
 * `duplicate`: the same message inside the duplicate interval; `updated` and `recalled` follow an earlier `delivered`.
 */
export type Delivery = {
  /** Epoch ms. */
  at: number
  outcome: 'delivered' | 'dropped' | 'duplicate' | 'updated' | 'recalled'
  userId: string
  messageId: string
  /** The platform's msgtype. */
  kind: string
  /** What stood under the msgtype when it was sent. */
  content: Json
  /** Of a `delivered` line the present state, of an `updated` line the state it brought. */
  card: CardView | null
}

export type Outbox = {
  lines: Delivery[]
  add(line: Delivery): void
  /** What `messageId` brought to its recipients. */
  delivered(messageId: string): Delivery[]
  /** The newest card with this task id that reached the member. */
  cardOf(userId: string, taskId: string): Delivery | undefined
}

export const outbox = (): Outbox => {
  const lines: Delivery[] = []
  const byMessage = new Map<string, Delivery[]>()
  return {
    lines,
    add: line => {
      lines.push(line)
      if (line.outcome === 'delivered') byMessage.set(line.messageId, [...(byMessage.get(line.messageId) ?? []), line])
    },
    delivered: messageId => byMessage.get(messageId) ?? [],
    cardOf: (userId, taskId) =>
      lines.findLast(line => line.outcome === 'delivered' && line.userId === userId && line.card?.taskId === taskId),
  }
}

import type { Status } from '../../../shared/tickets/life'

/** What a button of a draft card does. */
export const draftButtons = { 'draft.submit': 'submit', 'draft.cancel': 'cancel' } as const
export type DraftButton = keyof typeof draftButtons

export const isDraftButton = (key: string): key is DraftButton => Object.hasOwn(draftButtons, key)

/** Unique among the bot's cards: one message makes at most one card of a ticket. */
export const draftTaskId = (ticketId: string, messageId: string): string =>
  `draft_${ticketId}_${messageId.slice(0, 16)}`

export const ticketOfTask = (taskId: string): string | null =>
  /^draft_([0-9A-Za-z-]{1,64})_[0-9a-f]{16}$/.exec(taskId)?.[1] ?? null

/** What has become of the draft; null while it can still be decided. */
export const decisionOn = (status: Status): string | null => {
  if (status === 'draft') return null
  return status === 'cancelled' ? '已取消' : '已提交'
}

import type { Status } from '../../../shared/tickets/life'

/** What a button of a dispatch card means. */
export const buttons = { 'ticket.accept': 'accept', 'ticket.decline': 'decline' } as const
export type Button = keyof typeof buttons

export const isButton = (key: string): key is Button => Object.hasOwn(buttons, key)

/** The question on the card that goes with 退回; its options are the reasons. */
export const DECLINE_QUESTION = 'decline_reason'
export const declineReasons: Record<string, string> = {
  busy: '时间冲突',
  far: '距离太远',
  skill: '不会修这一种',
  other: '其他原因',
}

/** Declining takes a reason; somebody who chose none is not held up for it. */
export const reasonOf = (selected: Record<string, string[]>): string =>
  declineReasons[selected[DECLINE_QUESTION]?.[0] ?? ''] ?? '未选择原因'

/** A card stands for one assignment of one ticket, which is the ticket at a version. */
export const taskIdOf = (ticket: { id: string; version: number }): string => `${ticket.id}_${ticket.version}`

export const readTaskId = (taskId: string): { ticketId: string; assignment: number } | null => {
  const [, ticketId, assignment] = /^([0-9A-Za-z-]{1,64})_(\d{1,9})$/.exec(taskId) ?? []
  return ticketId ? { ticketId, assignment: Number(assignment) } : null
}

type Standing = { status: Status; assigneeId: string | null; assigneeName: string | null }

/** What stands in the place of a card's buttons as the ticket is now; null while its holder may still press them. */
export const outcomeOf = (ticket: Standing, card: { personId: string; isLatest: boolean }): string | null => {
  if (ticket.status === 'cancelled') return '已取消'
  const isWaiting = ticket.status === 'assigned'
  if (ticket.assigneeId === card.personId) {
    if (!isWaiting) return '已接单'
    return card.isLatest ? null : '已重新派单'
  }
  if (ticket.assigneeId === null) return '已退回'
  return isWaiting ? '已改派' : `已被${ticket.assigneeName}接单`
}

import type { TicketRow } from '../../tickets/actions'

/** From this nudge on the desk hears of it even while somebody has the ticket. */
const DESK_FROM = 2

type Nudged = Pick<TicketRow, 'assigneeId' | 'ownerId' | 'nudgeCount'>

/** Who hears that somebody waits: the engineer and the salesperson; the desk while nobody has it, and when it is not the first time. */
export const hearersOf = (
  { assigneeId, ownerId, nudgeCount }: Nudged,
  dispatcherIds: readonly string[],
  actorId: string,
): string[] => {
  const isForDesk = assigneeId === null || nudgeCount >= DESK_FROM
  const concerned = [assigneeId, ownerId, ...(isForDesk ? dispatcherIds : [])]
  return [...new Set(concerned)].filter((id): id is string => id !== null && id !== actorId)
}

export const nudgeWords = (
  { number, title }: Pick<TicketRow, 'number' | 'title'>,
  who: string,
  count: number,
): string => `${number} ${title}：${who}催单，第 ${count} 次，请尽快处理`

import { HOUR, MINUTE } from '../../shared/kernel/time'
import type { ReachChannel } from '../../shared/reach'
import { CALL_EVERY_MINUTES, HANDLE_WITHIN_MINUTES, REPORT_WITHIN_HOURS } from '../../shared/redAlerts'
import type { Status } from '../../shared/tickets/life'

/** Somebody is at it, or was. */
const handling: readonly Status[] = [
  'accepted',
  'travelling',
  'working',
  'waiting',
  'awaiting_acceptance',
  'completed',
  'closed',
]
const ended: readonly Status[] = ['completed', 'closed', 'cancelled']

export const isInHandling = (status: Status): boolean => handling.includes(status)
export const hasEnded = (status: Status): boolean => ended.includes(status)

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

export const handleBy = (raisedAt: Date): Date => later(raisedAt, HANDLE_WITHIN_MINUTES * MINUTE)
export const reportBy = (takenOnAt: Date): Date => later(takenOnAt, REPORT_WITHIN_HOURS * HOUR)
export const nextCallAt = (now: Date): Date => later(now, CALL_EVERY_MINUTES * MINUTE)

type Standing = { acknowledgedAt: Date | null; openTicketId: string | null }

/** Whether the line above is still to be called: nobody has taken it on, and nobody is at it. */
export const isToBeCalled = ({ acknowledgedAt, openTicketId }: Standing, status: Status): boolean =>
  openTicketId !== null && acknowledgedAt === null && !isInHandling(status) && !hasEnded(status)

/** When the line above is called if nobody takes it on meanwhile; null when it need not be. */
export const firstCallAt = (alert: Standing & { raisedAt: Date }, status: Status, now: Date): Date | null => {
  if (!isToBeCalled(alert, status)) return null
  const at = handleBy(alert.raisedAt)
  return at > now ? at : nextCallAt(now)
}

/** Why somebody is reached: told at once, or called in the nth round. */
export type Occasion = 'told' | `round${number}` | `report${number}`

/** From the first way to the last, when one does not get through. */
const ways: { [of in 'told' | 'round']: readonly ReachChannel[] } = {
  told: ['wecom', 'phone', 'sms'],
  round: ['phone', 'sms', 'wecom'],
}

/** One attempt for one key, at whichever server. */
export const reachKey = (alertId: string, occasion: Occasion, personId: string, channel: ReachChannel): string =>
  `redAlert:${alertId}:${occasion}:${personId}:${channel}`

/** The attempt after one that did not get through; null when there is none, or it was none of ours. */
export const nextWay = (
  key: string,
): { alertId: string; occasion: Occasion; personId: string; channel: ReachChannel } | null => {
  const [, alertId, occasion, personId, channel] =
    /^redAlert:([^:]+):(told|round\d+):(.+):(wecom|sms|phone)$/.exec(key) ?? []
  if (!alertId || !occasion || !personId) return null
  const order = ways[occasion === 'told' ? 'told' : 'round']
  const next = order[order.indexOf(channel as ReachChannel) + 1]
  return next ? { alertId, occasion: occasion as Occasion, personId, channel: next } : null
}

/** A line of one is called again and again; a longer one from below to the top, and then anew. */
export const calledInRound = <T>(line: readonly T[], round: number): T | undefined => line[round % line.length]

type Named = { number: string; title: string; customerName: string | null; address: string | null }

/** Written, sent and spoken: one sentence or two. */
export const alarmWords = (
  ticket: Named,
  { reason, raisedByName }: { reason: string; raisedByName: string },
): string => {
  const where = [ticket.customerName, ticket.address].filter(Boolean).join('，')
  return `红色预警 ${ticket.number} ${ticket.title}：${reason}。${where ? `${where}。` : ''}${raisedByName}发起，请在 ${HANDLE_WITHIN_MINUTES} 分钟内安排处理`
}

export const callWords = (ticket: Named, { reason }: { reason: string }, minutes: number): string =>
  `红色预警 ${ticket.number} 已 ${minutes} 分钟无人处理：${reason}。${ticket.customerName ?? ''}${ticket.title}，请立即安排`

export const partsWords = (parts: readonly { name: string; quantity: number }[]): string =>
  parts.length === 0
    ? ''
    : `需要配件：${parts.map(({ name, quantity }) => `${name} ×${quantity}`).join('、')}，请马上备好`

import { DAY, HOUR, startOfChinaDay } from '../../../../shared/kernel/time'
import { statusNames } from '../../../../shared/tickets/life'
import type { TicketCard } from '../../../../shared/tickets/views'

/** Whoever opens the chat again within this time was greeted already. */
export const GREETING_EVERY_MS = 4 * HOUR

/** What is on somebody's hands today: appointed for today or before, or for no day at all. */
export const ofToday = (cards: readonly TicketCard[], now: Date): TicketCard[] => {
  const tomorrow = startOfChinaDay(now).getTime() + DAY
  return cards.filter(({ appointmentFrom }) => appointmentFrom === null || Date.parse(appointmentFrom) < tomorrow)
}

/** `14:30`, in the business zone. */
const clockTime = (wire: string): string => wire.slice(11, 16)

const lineOf = ({ number, title, status, appointmentFrom }: TicketCard): string =>
  `${number} ${title}（${statusNames[status]}${appointmentFrom ? `，${clockTime(appointmentFrom)}` : ''}）`

const MOST_LINES = 8

/** The tickets as lines of a message, the most urgent first. */
export const summaryOf = (cards: readonly TicketCard[], title: string): string => {
  if (cards.length === 0) return `${title}：没有`
  const more = cards.length > MOST_LINES ? [`……还有 ${cards.length - MOST_LINES} 张`] : []
  return [`${title}：${cards.length} 张`, ...cards.slice(0, MOST_LINES).map(lineOf), ...more].join('\n')
}

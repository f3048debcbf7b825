import { MINUTE } from '../../../shared/kernel/time'
import type { WaitView } from '../../../shared/sla/views'
import { statusNames } from '../../../shared/tickets/life'
import type { ClockedTicket } from '../../tickets/due/actions'

export const waitsAt = ({ nodeName, status }: Pick<ClockedTicket, 'nodeName' | 'status'>): string =>
  nodeName ?? statusNames[status]

export const minutesSince = (at: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE))

/** Of an even number the lower of the two in the middle. */
const median = (rising: readonly number[]): number => rising[Math.floor((rising.length - 1) / 2)] ?? 0

const isLate = ({ dueAt, duePausedFor }: ClockedTicket, now: Date): boolean =>
  dueAt !== null && dueAt < now && duePausedFor === null

/** Where tickets stand and how long, the fullest place first. */
export const waitsOf = (
  tickets: readonly ClockedTicket[],
  sinceOf: (ticket: ClockedTicket) => Date,
  now: Date,
): WaitView[] => {
  const places = new Map<string, { ticket: ClockedTicket; minutes: number }[]>()
  for (const ticket of tickets) {
    const place = waitsAt(ticket)
    places.set(place, [...(places.get(place) ?? []), { ticket, minutes: minutesSince(sinceOf(ticket), now) }])
  }
  return [...places]
    .map(([place, waiting]) =>
      viewWait(
        place,
        waiting.sort((a, b) => a.minutes - b.minutes),
        now,
      ),
    )
    .sort((one, other) => other.count - one.count || other.medianMinutes - one.medianMinutes)
}

const viewWait = (
  place: string,
  rising: readonly { ticket: ClockedTicket; minutes: number }[],
  now: Date,
): WaitView => {
  const longest = rising.at(-1) as (typeof rising)[number]
  return {
    waitsAt: place,
    count: rising.length,
    overdue: rising.filter(({ ticket }) => isLate(ticket, now)).length,
    medianMinutes: median(rising.map(({ minutes }) => minutes)),
    longestMinutes: longest.minutes,
    longest: { id: longest.ticket.id, number: longest.ticket.number },
  }
}

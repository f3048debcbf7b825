import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import { nudgeableFrom, nudgeWaitMinutes } from '../../shared/nudges'
import { type Status, statusNames } from '../../shared/tickets/life'

type Nudged = { status: Status; nudgedAt: Date | null }

/** The one rule, whichever way somebody asks: `ticket.not_possible_now` or `ticket.nudged_recently`. */
export const checkNudge = (ticket: Nudged, now: Date): void => {
  const from = nudgeableFrom(ticket, now)
  refuseUnless(from, 'ticket.not_possible_now', { status: statusNames[ticket.status], action: '催单' })
  const minutes = nudgeWaitMinutes(from, now)
  if (minutes > 0) refuse('ticket.nudged_recently', { minutes })
}

export const nudgeSays = (count: number): string => `催单，第 ${count} 次`

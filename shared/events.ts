import type { Priority } from './priorities'
import type { Move, Status } from './tickets/life'

/** All that one capability tells the others. Past tense; ids only, so that a late reader loads the present truth. */
export type DomainEvent =
  | { type: 'ticket.created'; ticketId: string; status: Status; priority: Priority }
  | {
      type: 'ticket.moved'
      ticketId: string
      move: Move
      from: Status
      to: Status
      assigneeId: string | null
      actorId: string
    }
  | { type: 'ticket.commented'; ticketId: string; audience: 'internal' | 'customer'; actorId: string }
  | { type: 'visit.opened'; visitId: string; ticketId: string }
  | { type: 'visit.closed'; visitId: string; ticketId: string }
  | { type: 'dispatch.decided'; decisionId: string; ticketId: string; engineerId: string | null }
  | { type: 'ticket.settled'; ticketId: string; totalFen: number }
  | { type: 'person.left'; personId: string }
  | { type: 'wecom.received'; inboxId: string }
  | { type: 'bot.received'; messageId: string }
  | { type: 'bot.unheard'; messageId: string }

export type EventType = DomainEvent['type']
export type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>

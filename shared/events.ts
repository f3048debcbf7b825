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
      /** Who had it before this step; null when nobody did. */
      previousAssigneeId: string | null
      actorId: string
    }
  | { type: 'ticket.commented'; ticketId: string; audience: 'internal' | 'customer'; actorId: string }
  | { type: 'visit.opened'; visitId: string; ticketId: string }
  | { type: 'visit.closed'; visitId: string; ticketId: string }
  | { type: 'dispatch.decided'; decisionId: string; ticketId: string; engineerId: string | null }
  | { type: 'ticket.settled'; ticketId: string; totalFen: number }
  | { type: 'person.left'; personId: string }
  | { type: 'wecom.received'; inboxId: string }
  | { type: 'person.joined'; personId: string }
  | { type: 'roleRules.changed' }
  /** Tickets that an engineer who left had on hand are open again; `dispatcherId` is whoever had assigned them. */
  | { type: 'tickets.released'; personId: string; tickets: { ticketId: string; dispatcherId: string | null }[] }
  | { type: 'customer.identified'; customerId: string }
  | { type: 'customer.merged'; keepId: string; mergeId: string; mergeRowId: string }
  | { type: 'customer.mergeUndone'; mergeRowId: string }
  | {
      type: 'approval.changed'
      engine: 'own' | 'native'
      /** Our own number for `own`, the 审批 app's for `native`. */
      number: string
      status: 'pending' | 'passed' | 'refused' | 'withdrawn' | 'withdrawnLate' | 'deleted' | 'paid' | null
      inboxId: string
    }
  | { type: 'wecom.syncDue' }
  | { type: 'bot.received'; messageId: string }
  | { type: 'bot.unheard'; messageId: string }
  | { type: 'attendance.cameDue' }
  | { type: 'tile.cameDue'; personId: string }
  | { type: 'robot.cameDue'; messageId: string }
  | { type: 'kf.told'; openKfId: string }
  | { type: 'kf.kept'; conversationId: string }
  | { type: 'kf.owed'; replyId: string }
  | { type: 'kf.personWanted'; conversationId: string }
  | { type: 'kf.undelivered'; replyId: string }
  | { type: 'alarm.raised'; alarmId: string }
  | { type: 'alarm.cleared'; key: string; kind: string }
  | { type: 'outbox.filled' }
  | {
      /** A message that mattered was not answered in time, or could not be delivered at all. */
      type: 'message.unacknowledged'
      messageId: string
      ticketId: string | null
      personId: string | null
      reason: 'silence' | 'undelivered'
    }

export type EventType = DomainEvent['type']
export type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>

import type { Priority } from './priorities'
import type { ReachChannel, ReachReport } from './reach'
import type { TemplateAction } from './templates/actions'
import type { Move, Status } from './tickets/life'
import type { Channel, DueClock } from './tickets/views'

/** All that one capability tells the others. Past tense; ids only, so that a late reader loads the present truth. */
export type DomainEvent =
  | { type: 'ticket.created'; ticketId: string; templateId: string; status: Status; priority: Priority }
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
  /** What it says was corrected: priority, customer, region, appointment or answers may be new. */
  | { type: 'ticket.edited'; ticketId: string; actorId: string }
  | { type: 'ticket.reddened'; ticketId: string; actorId: string; reason: string }
  /** A red ticket may wait for an engineer: submitted, given back, or no longer held. */
  | { type: 'redAlert.waiting'; ticketId: string }
  /** 红警 in a chat with the app. */
  | { type: 'redAlert.said'; messageId: string; personId: string; words: string; channel: Channel }
  /** A team, a tag or a priority was set from outside the form. */
  | { type: 'ticket.marked'; ticketId: string; actorId: string }
  | { type: 'ticket.nudged'; ticketId: string; actorId: string; count: number }
  /** Rules of the template want something done beyond the form: `webhook`, `notify`, `followUp`. Kept with the ticket. */
  | { type: 'template.actionsDue'; ticketId: string; actions: TemplateAction[] }
  /** A rule of automation is to act on a ticket; `trigger` is the sentence that says why, `isAfterWait` whether it had to wait. */
  | { type: 'automation.due'; ruleCode: string; ticketId: string; trigger: string; isAfterWait: boolean }
  | { type: 'automation.followUpDue'; followUpId: string }
  /** JSON that goes to an address outside as it stands here. */
  | { type: 'automation.webhookDue'; ticketId: string; url: string; body: string }
  /** `formerEditorId`: from whom the draft had been taken over. */
  | { type: 'template.published'; code: string; templateId: string; actorId: string; formerEditorId: string | null }
  | { type: 'template.draftTaken'; code: string; actorId: string; formerEditorId: string }
  /**
   * A clock has used up `percent` of its time. What became due for the same ticket at the same moment, as after a long
   * standstill, goes out as one, the highest: `combined` names the others.
   */
  | {
      type: 'sla.reached'
      ticketId: string
      clock: DueClock
      percent: number
      dueAt: string
      /** The node of a `node` clock, by its key. */
      nodeKey?: string
      combined?: { clock: DueClock; percent: number }[]
    }
  | { type: 'flow.entered'; ticketId: string; stepId: string; nodeKey: string }
  | { type: 'flow.left'; ticketId: string; stepId: string; nodeKey: string }
  | { type: 'flow.draftTaken'; code: string; actorId: string; formerEditorId: string }
  /** These people have to act at a step: the ticket has come there, they were added or stand in, or somebody urges them. */
  | { type: 'flow.asked'; ticketId: string; stepId: string; personIds: string[]; isUrge: boolean }
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
  /** Old rows are to be removed until that instant, on from a place that was reached. */
  | { type: 'upkeep.cameDue'; until: string; from: { table: string; at: number; id: string } | null }
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
  /** A button that is not of a dispatch card. */
  | { type: 'card.clicked'; personId: string; taskId: string; key: string; responseCode: string | null }
  /** A text message or a call is to go out. */
  | { type: 'reach.due'; attemptId: string }
  /** The SMS or voice platform has told something of what it was given. */
  | { type: 'reach.reported'; report: ReachReport; at: string }
  /** What came of an attempt to reach somebody, once. `reason`: `left`, `no_phone`, `unavailable`, or the platform's code. */
  | {
      type: 'reach.ended'
      key: string
      ticketId: string
      personId: string
      channel: ReachChannel
      isDelivered: boolean
      reason: string
    }
  /** Somebody who was reached takes it on: by the button of a card, or by pressing 1. */
  | { type: 'reach.acknowledged'; key: string; ticketId: string; personId: string; channel: ReachChannel }
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

import { acts, type Subscriber } from '../queue/subscribers'
import { tell } from './actions'
import { tellFormerEditor } from './drafts/actions'
import { tellAsked, tellDraftTaken, tellOutcome } from './flows/actions'
import { tellNudge } from './nudges/actions'

export const notifySubscribers: readonly Subscriber[] = [
  acts('notify.tell', ['ticket.created', 'ticket.moved', 'ticket.commented'], tell),
  acts('notify.tellNudge', ['ticket.nudged'], tellNudge),
  acts('notify.tellAsked', ['flow.asked'], tellAsked),
  acts('notify.tellOutcome', ['flow.left'], tellOutcome),
  acts('notify.tellDraftTaken', ['flow.draftTaken'], tellDraftTaken),
  acts('notify.tellFormerEditor', ['template.draftTaken', 'template.published'], tellFormerEditor),
]

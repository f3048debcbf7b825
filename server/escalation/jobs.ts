import { lookPerson } from '../people/actions'
import { acts, type Subscriber, type TimerJob, within } from '../queue/subscribers'
import { reached, STEP_JOB, takeStep } from './climbing/actions'
import { ended } from './failing/actions'
import { readAttemptKey } from './rules'
import { stopOnLeave, stopOnMove, takeOn } from './stopping/actions'

export const escalationSubscribers: readonly Subscriber[] = [
  acts('escalation.climb', ['sla.reached'], reached),
  acts('escalation.goOn', ['reach.ended'], ended),
  acts('escalation.takeOn', ['reach.acknowledged'], async (call, { key, ticketId, personId }) => {
    const person = readAttemptKey(key) && (await lookPerson(call, personId))
    if (person) await takeOn(call, { ticketId, personId, name: person.name })
  }),
  within('escalation.stop', ['ticket.moved'], stopOnMove),
  within('escalation.leaveNode', ['flow.left'], stopOnLeave),
]

export const escalationTimerJobs: readonly TimerJob[] = [{ job: STEP_JOB, act: takeStep }]

import type { EventOf } from '../../shared/events'
import { Refusal } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { isDuplicate } from '../db/rows'
import { acts, reaches, type Subscriber, type TimerJob } from '../queue/subscribers'
import { takeNumber } from '../tickets/actions'
import { FOLLOW_UP_JOB, followUpDue, giveUpFollowUp, isWaiting, makeFollowUp } from './followUps/actions'
import { hear, WAIT_JOB, waitOver } from './hearing/actions'
import { heard } from './rules'
import { logRefusal, run } from './running/actions'

const robot = systemActor('automation')

/** Whoever meets somebody else's write on the same ticket looks again. */
const MOST_TRIES = 5

const isOvertaken = (error: unknown): boolean =>
  isDuplicate(error) || (error instanceof Refusal && error.code === 'ticket.changed_meanwhile')

/** Each rule in a transaction of its own, so that what one may not do undoes nothing of another's. */
const runDue = async (
  context: Context,
  due: EventOf<'automation.due'> | EventOf<'template.actionsDue'>,
  key: string,
): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      return await callAs(context, robot, call => run(call, due, key))
    } catch (error) {
      if (isOvertaken(error)) {
        if (tries < MOST_TRIES) continue
        throw error
      }
      if (!(error instanceof Refusal)) throw error
      return callAs(context, robot, call => logRefusal(call, due, { key, refusal: error }))
    }
  }
}

/** Open when the form can be filled from what is known, else a draft that says what is missing, else given up. */
const makeDue = async (context: Context, followUpId: string): Promise<void> => {
  if (!(await readAs(context, robot, reading => isWaiting(reading, followUpId)))) return
  const number = await takeNumber(context)
  const make = (draftBecause: string | null) =>
    callAs(context, robot, call => makeFollowUp(call, followUpId, { number, draftBecause }))
  try {
    await make(null).catch(error => {
      if (error instanceof Refusal && !isOvertaken(error)) return make(error.message)
      throw error
    })
  } catch (error) {
    if (!(error instanceof Refusal) || isOvertaken(error)) throw error
    await callAs(context, robot, call => giveUpFollowUp(call, followUpId, error.message))
  }
}

export const automationSubscribers: readonly Subscriber[] = [
  acts('automation.hear', heard, hear),
  reaches('automation.run', ['automation.due', 'template.actionsDue'], runDue),
  reaches('automation.makeFollowUp', ['automation.followUpDue'], (context, { followUpId }) =>
    makeDue(context, followUpId),
  ),
  reaches('automation.webhook', ['automation.webhookDue'], (context, { url, body }, id) =>
    context.outside.webhooks.post({ id, url, body }),
  ),
]

export const automationTimerJobs: readonly TimerJob[] = [
  { job: WAIT_JOB, act: waitOver },
  { job: FOLLOW_UP_JOB, act: followUpDue },
]

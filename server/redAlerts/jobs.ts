import type { EventOf } from '../../shared/events'
import { Refusal } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { lookPerson } from '../people/actions'
import { acts, reaches, type Subscriber, type TimerJob, within } from '../queue/subscribers'
import { queueMessage, text } from '../wecom/actions'
import { acknowledgedBy } from './actions'
import { CALL_JOB, callUp, tellManagers, tryNextWay } from './calling/actions'
import { followMove, noteWaiting, openAlert } from './following/actions'
import { raiseByMessage } from './messages/actions'
import { mobilise, sendAgain } from './mobilising/actions'
import { CHASE_JOB, chaseReport } from './reports/actions'

const robot = systemActor('redAlerts')

export const redAlertsSubscribers: readonly Subscriber[] = [
  within('redAlerts.open', ['ticket.reddened'], openAlert),
  within('redAlerts.follow', ['ticket.moved'], followMove),
  acts('redAlerts.tellManagers', ['ticket.reddened'], tellManagers),
  acts('redAlerts.mobilise', ['ticket.reddened'], mobilise),
  within('redAlerts.unheld', ['flow.left'], noteWaiting),
  acts('redAlerts.sendAgain', ['redAlert.waiting'], (call, { ticketId }) => sendAgain(call, ticketId)),
  acts('redAlerts.nextWay', ['reach.ended'], tryNextWay),
  acts('redAlerts.acknowledged', ['reach.acknowledged'], acknowledgedBy),
  reaches('redAlerts.hear', ['redAlert.said'], (context, event) => hear(context, event)),
]

export const redAlertsTimerJobs: readonly TimerJob[] = [
  { job: CALL_JOB, act: callUp },
  { job: CHASE_JOB, act: chaseReport },
]

/** 红警 written or spoken to the app; the answer stands in the same chat. */
const hear = async (
  context: Context,
  { messageId, personId, words, channel }: EventOf<'redAlert.said'>,
): Promise<void> => {
  const from = await readAs(context, robot, reading => lookPerson(reading, personId))
  if (from?.status !== 'active' || !from.wecomUserId) return
  const says = await raiseByMessage(context, from, { id: messageId, words, channel }).catch(inWords)
  await callAs(context, robot, call =>
    queueMessage(call, {
      key: `redAlert.said:${messageId}`,
      to: { userId: from.wecomUserId ?? '', personId },
      content: text({ says }),
      priority: 1,
    }),
  )
}

const inWords = (error: unknown): string => {
  if (error instanceof Refusal) return error.message
  throw error
}

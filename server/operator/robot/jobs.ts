import type { Context } from '../../context'
import { reaches, type Subscriber, type TimerJob } from '../../queue/subscribers'
import { ROBOT_JOB } from './actions'
import { trySayByRobot } from './client'
import { lookMessage, markMessage } from './store'

export const robotTimerJobs: readonly TimerJob[] = [
  { job: ROBOT_JOB, act: async (call, { messageId = '' }) => call.emit({ type: 'robot.cameDue', messageId }) },
]

export const robotSubscribers: readonly Subscriber[] = [
  reaches('robot.send', ['robot.cameDue'], (context, { messageId }) => send(context, messageId)),
]

/** There is no key of idempotency: a process that dies after sending says it twice. */
const send = async (context: Context, messageId: string): Promise<void> => {
  const message = await lookMessage(context.db.reader, messageId)
  if (message?.state !== 'waiting') return
  const key = context.config.robotKeys[message.teamId]
  const failed = key
    ? await trySayByRobot(context.outside.wecom.calls, key, message.markdown)
    : { error: 'the team has no robot any more' }
  if (failed) context.log.warn({ err: failed.error, teamId: message.teamId }, 'a group message was refused')
  await context.db.write(tx => markMessage(tx, messageId, failed ? 'failed' : 'sent'))
}

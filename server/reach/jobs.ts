import { systemActor } from '../../shared/kernel/roles'
import { MINUTE } from '../../shared/kernel/time'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { lookPerson } from '../people/actions'
import { acts, reaches, type Subscriber, type TimerJob } from '../queue/subscribers'
import { acknowledgeAttempt } from './attempts/actions'
import { CHECK_JOB, checkWritten } from './chat/actions'
import { ANSWER_BUTTON } from './chat/view'
import { attemptIdIn, masked } from './rules'
import { AGAIN_JOB, giveUpReport, hearReport, noteFailure, noteSent, REPORT_JOB, take } from './sending/actions'
import { lookAttempt } from './store'

const robot = systemActor('reach')

/** A report may come before the answer that it is about; one that is still nobody's after this is not ours. */
const REPORT_WAITS_MS = MINUTE

export const reachSubscribers: readonly Subscriber[] = [
  reaches('reach.send', ['reach.due'], (context, { attemptId }) => send(context, attemptId)),
  acts('reach.hear', ['reach.reported'], async (call, { report, at }) => {
    const isOurs = await hearReport(call, report)
    if (!isOurs && call.now.getTime() - Date.parse(at) < REPORT_WAITS_MS)
      throw new Error('a report of nothing sent yet')
  }),
  reaches('reach.answer', ['card.clicked'], (context, click) => answer(context, click)),
]

export const reachTimerJobs: readonly TimerJob[] = [
  { job: CHECK_JOB, act: checkWritten },
  { job: REPORT_JOB, act: giveUpReport },
  { job: AGAIN_JOB, act: async (call, { attemptId = '' }) => call.emit({ type: 'reach.due', attemptId }) },
]

/** Sends one text message or makes one call; a process that dies in between does not do it twice. */
const send = async (context: Context, attemptId: string): Promise<void> => {
  const taken = await callAs(context, robot, call => take(call, attemptId))
  if (!taken) return
  const { attempt, phone } = taken
  const { text, call: ring } = context.outside.reach
  const sending = await (attempt.channel === 'sms' ? text : ring)(phone, attempt.says)
  if ('failed' in sending) {
    context.log.warn({ attempt: attempt.id, to: masked(phone), failure: sending }, 'nobody was reached')
  }
  await callAs(context, robot, call =>
    'serial' in sending ? noteSent(call, attempt, sending.serial) : noteFailure(call, attempt, sending),
  )
}

type Click = { personId: string; taskId: string; key: string; responseCode: string | null }

/** 我来处理 on a card: written down first; the words in the place of the button are cosmetic. */
const answer = async (context: Context, { personId, taskId, key, responseCode }: Click): Promise<void> => {
  const attemptId = attemptIdIn(taskId)
  const attempt = attemptId && key === ANSWER_BUTTON ? await lookAttempt(context.db.reader, attemptId) : null
  if (attempt?.personId !== personId) return
  await callAs(context, robot, call => acknowledgeAttempt(call, attempt))
  const person = await readAs(context, robot, reading => lookPerson(reading, personId))
  if (!responseCode || !person?.wecomUserId) return
  await context.outside.wecom
    .updateTemplateCard({
      userids: [person.wecomUserId],
      response_code: responseCode,
      button: { replace_name: '已由您处理' },
    })
    .catch(error => context.log.warn({ err: error, taskId }, 'a card could not be updated'))
}

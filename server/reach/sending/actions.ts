import { MINUTE } from '../../../shared/kernel/time'
import type { ReachReport } from '../../../shared/reach'
import { raiseAlarm } from '../../alarms/actions'
import type { Call } from '../../call'
import { lookPerson } from '../../people/actions'
import { acknowledgeAttempt, availableChannels, end, reportTimer, UNREPORTED } from '../attempts/actions'
import { againAfter, type Failure, faultOfAccount, outcomeOf } from '../attempts/rules'
import { ACKNOWLEDGE_KEY, e164, obstacleTo } from '../rules'
import { type AttemptRow, changeAttempt, lookAttempt, lookAttemptBySerial, takeAttempt } from '../store'

/** The timer's job: the attempt is due again. */
export const AGAIN_JOB = 'reach.again'

/** An attempt that this process may send now, and to which number. */
export type Taken = { attempt: AttemptRow; phone: string }

/**
 * Takes an attempt to send it. Null when there is nothing to send: it is over, its reader has left meanwhile, or a
 * process that had taken it is gone, and then nobody knows whether it went out, so another channel takes over.
 */
export const take = async (call: Call, attemptId: string): Promise<Taken | null> => {
  const attempt = await lookAttempt(call.tx, attemptId)
  if (attempt?.state === 'calling') await end(call, attempt, outcomeOf({ failed: 'uncertain' }, attempt.channel))
  if (attempt?.state !== 'waiting') return null
  const person = await lookPerson(call, attempt.personId)
  const obstacle = obstacleTo(person, attempt.channel, availableChannels(call))
  if (obstacle || !person?.phone) {
    await end(call, attempt, { isDelivered: false, ...(obstacle ?? { code: 'no_phone', result: '没有填写手机号' }) })
    return null
  }
  if (!(await takeAttempt(call.tx, attempt.id, call.now))) return null
  return { attempt: { ...attempt, state: 'calling', tries: attempt.tries + 1 }, phone: e164(person.phone) }
}

/** The timer's job: see `giveUpReport`. */
export const REPORT_JOB = 'reach.report'

/** A text message arrives within seconds; a call rings for less than a minute, and speaks for one. */
const REPORT_WITHIN_MS = 5 * MINUTE

/** The platform took it; what becomes of it comes as a report. */
export const noteSent = async (call: Call, { id }: AttemptRow, serial: string): Promise<void> => {
  if (!(await changeAttempt(call.tx, id, ['calling'], { state: 'sent', serial, at: call.now }))) return
  const at = new Date(call.now.getTime() + REPORT_WITHIN_MS)
  await call.timers.set({ key: reportTimer(id), job: REPORT_JOB, at, payload: { attemptId: id } })
}

/** No report has come: perhaps none is set up. It counts neither as reached nor as failed. */
export const giveUpReport = async (call: Call, { attemptId = '' }: Record<string, string>): Promise<void> => {
  const attempt = await lookAttempt(call.tx, attemptId)
  if (attempt?.state !== 'sent') return
  const { id, key, ticketId, personId, channel } = attempt
  await changeAttempt(call.tx, id, ['sent'], {
    state: 'sent',
    code: UNREPORTED,
    result: '已发出，没有回执',
    at: call.now,
  })
  call.emit({ type: 'reach.ended', key, ticketId, personId, channel, isDelivered: false, reason: UNREPORTED })
}

/** Tries again later, or ends it, and tells the administrators what only they can put right. */
export const noteFailure = async (call: Call, attempt: AttemptRow, failure: Failure): Promise<void> => {
  const { id, channel, tries } = attempt
  const fault = failure.failed === 'refused' ? faultOfAccount(failure.code) : null
  if (fault && failure.failed === 'refused') {
    const says = `${channel === 'sms' ? '短信' : '语音电话'}发不出去：${fault}`
    const details = { code: failure.code }
    await raiseAlarm(call, {
      key: `reach.${channel}.${failure.code}`.slice(0, 140),
      kind: 'reach.refused',
      says,
      details,
    })
  }
  const wait = againAfter(failure, tries)
  if (wait === null) {
    await end(call, attempt, outcomeOf(failure, channel))
    return
  }
  await changeAttempt(call.tx, id, ['calling'], { state: 'waiting', at: call.now })
  const at = new Date(call.now.getTime() + wait)
  await call.timers.set({ key: `${AGAIN_JOB}:${id}`, job: AGAIN_JOB, at, payload: { attemptId: id } })
}

/**
 * What the platform reports of an attempt. False when no attempt has this serial, which may be because the answer that
 * brought the serial is not written down yet.
 */
export const hearReport = async (call: Call, report: ReachReport): Promise<boolean> => {
  const attempt = await lookAttemptBySerial(call.tx, report.serial)
  if (!attempt) return false
  if ('key' in report) {
    if (report.key === ACKNOWLEDGE_KEY) await acknowledgeAttempt(call, attempt)
    return true
  }
  await end(call, attempt, report)
  return true
}

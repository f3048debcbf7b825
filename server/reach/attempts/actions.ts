import type { ReachChannel } from '../../../shared/reach'
import type { Call, Reading } from '../../call'
import { type AttemptRow, changeAttempt, withdraw } from '../store'

/** Channels that are set up. WeCom always is. */
export const availableChannels = ({ context }: Reading): ReachChannel[] => [
  'wecom',
  ...(context.config.sms ? (['sms'] as const) : []),
  ...(context.config.voiceCalls ? (['phone'] as const) : []),
]

/** The code of an attempt that no platform has reported on in time; that was told, so a late report is only kept. */
export const UNREPORTED = 'unreported'
export const reportTimer = (attemptId: string): string => `reach.report:${attemptId}`

export type Outcome = { isDelivered: boolean; code: string; result: string }

/** Writes down what came of an attempt and tells it, once. False when it had ended before. */
export const end = async (
  call: Call,
  attempt: AttemptRow,
  { isDelivered, code, result }: Outcome,
): Promise<boolean> => {
  const state = isDelivered ? ('delivered' as const) : ('failed' as const)
  const isFirst = await changeAttempt(call.tx, attempt.id, ['waiting', 'calling', 'sent'], {
    state,
    code: code.slice(0, 100),
    result: result.slice(0, 200),
    at: call.now,
  })
  await call.timers.cancel(reportTimer(attempt.id))
  if (!isFirst || attempt.code === UNREPORTED) return isFirst
  const { key, ticketId, personId, channel } = attempt
  call.emit({ type: 'reach.ended', key, ticketId, personId, channel, isDelivered, reason: code })
  return true
}

/** Somebody who was reached says that they take it on; told by `reach.acknowledged`, once for each attempt. */
export const acknowledgeAttempt = async (call: Call, attempt: AttemptRow): Promise<boolean> => {
  const { id, key, ticketId, personId, channel } = attempt
  const changes = { state: 'acknowledged' as const, at: call.now }
  if (!(await changeAttempt(call.tx, id, ['waiting', 'calling', 'sent', 'delivered'], changes))) return false
  call.emit({ type: 'reach.acknowledged', key, ticketId, personId, channel })
  return true
}

/** What has not gone out yet, of attempts whose keys begin so, does not go out any more. That is told to nobody. */
export const withdrawAttempts = (call: Call, ticketId: string, keysBegin: string): Promise<void> =>
  withdraw(call.tx, { ticketId, keysBegin, at: call.now, result: '工单已有进展，没有再发' })

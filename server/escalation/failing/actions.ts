import type { EventOf } from '../../../shared/events'
import { type ReachChannel, reachChannelNames } from '../../../shared/reach'
import type { Call } from '../../call'
import { namesOf } from '../../people/actions'
import { type AttemptRow, listAttemptsOf, reachPerson } from '../../reach/actions'
import { findTicket } from '../../tickets/actions'
import { takeTicket } from '../../tickets/due/actions'
import { recordOnTicket } from '../../tickets/marks/actions'
import { schedule } from '../climbing/actions'
import { rulesOf } from '../ladder/actions'
import { attemptKey, isOfStep, louder, readAttemptKey } from '../rules'
import { changeEscalation, type EscalationRow, lookEscalation, lookStep, type StepRow } from '../store'

type Ended = EventOf<'reach.ended'>

/** What came of telling somebody: it stands on the timeline, and a failure goes on to the next channel or person at once. */
export const ended = async (call: Call, event: Ended): Promise<void> => {
  const key = readAttemptKey(event.key)
  const step = key && (await lookStep(call.tx, key.escalationId, key.level))
  if (!key || !step) return
  await takeTicket(call, step.ticketId)
  const attempts = (await listAttemptsOf(call, step.ticketId)).filter(one => isOfStep(one.key, step))
  const isFailed = !event.isDelivered && event.reason !== 'unreported'
  const row = await lookEscalation(call.tx, key.escalationId)
  const isClimbing = row?.state === 'climbing' && row.level === step.level
  const next = isFailed && isClimbing ? nextTry(event, step, attempts) : null
  if (step.percent >= 100) await record(call, event, attempts, next)
  if (next) await tryNext(call, step, next)
  else if (isFailed && isClimbing && isHopeless(attempts)) await pull(call, row)
}

type Try = { personId: string; channel: ReachChannel }

/** The same person by a louder channel, unless they are gone; else whoever stands next in line. */
const nextTry = (event: Ended, step: StepRow, attempts: readonly AttemptRow[]): Try | null => {
  const channel = event.reason === 'left' ? null : louder(event.channel)
  if (channel) return { personId: event.personId, channel }
  const waiting = step.personIds.find(id => !attempts.some(({ personId }) => personId === id))
  const [first] = attempts
  return waiting && first ? { personId: waiting, channel: first.channel } : null
}

const tryNext = async (call: Call, step: StepRow, { personId, channel }: Try): Promise<void> => {
  const { escalationId, ticketId, level, says } = step
  const key = attemptKey({ escalationId, level, personId }, channel)
  await reachPerson(call, { key, personId, channel, ticketId, says, isAnswerable: step.percent >= 100 })
}

const isHopeless = (attempts: readonly AttemptRow[]): boolean => attempts.every(({ state }) => state === 'failed')

/** Nobody could be reached: what comes after the deadline comes at once. */
const pull = async (call: Call, row: EscalationRow): Promise<void> => {
  const { steps } = await rulesOf(call)
  const next = steps.find(({ level }) => level > row.level)
  if (!next || next.percent > row.percent) return
  const ticket = await findTicket(call, row.ticketId)
  await schedule(call, await changeEscalation(call.tx, row, { isPulled: true, updatedAt: call.now }), ticket)
}

/** `已短信提醒张三（送达）`. */
const record = async (call: Call, event: Ended, attempts: readonly AttemptRow[], next: Try | null): Promise<void> => {
  const names = await namesOf(call, [event.personId, ...(next ? [next.personId] : [])])
  const name = names.get(event.personId) ?? '同事'
  const how = reachChannelNames[event.channel]
  const result = attempts.find(({ key }) => key === event.key)?.result ?? ''
  const onwards = next
    ? `，改用${reachChannelNames[next.channel]}${next.personId === event.personId ? '' : `通知${names.get(next.personId)}`}`
    : ''
  const said = event.isDelivered
    ? `已${how}提醒${name}（${event.channel === 'phone' ? '已接听' : '送达'}）`
    : event.reason === 'unreported'
      ? `已${how}提醒${name}（没有回执）`
      : `${how}提醒${name}未成功：${result}${onwards}`
  await recordOnTicket(call, await findTicket(call, event.ticketId), said)
}

import type { ReachChannel } from '../../shared/reach'
import type { Call, Reading } from '../call'
import { isDuplicate } from '../db/rows'
import { lookPerson, type PersonRow } from '../people/actions'
import { findTicket } from '../tickets/actions'
import { withoutPhones } from '../wecom/actions'
import { availableChannels, end } from './attempts/actions'
import { writeTo } from './chat/actions'
import { type Obstacle, obstacleTo } from './rules'
import { type AttemptRow, insertAttempt, listAttempts, lookAttemptByKey } from './store'

export { acknowledgeAttempt, availableChannels, withdrawAttempts } from './attempts/actions'
export { lineAbove } from './line/actions'
export type { AttemptRow } from './store'

export type Reach = {
  /** One attempt for one key, whatever happens: at most 140 characters. */
  key: string
  personId: string
  channel: ReachChannel
  ticketId: string
  /** One sentence, at most 300 characters; the same words are written, sent and spoken. */
  says: string
  /** Whether the message asks for an answer: by a button in WeCom, by pressing 1 on the phone. */
  isAnswerable?: boolean
  /** The page behind a WeCom message; the ticket's own when there is none. SMS and calls take no addresses. */
  ackUrl?: string
}

/**
 * Tries to reach one person by one channel, after this transaction. What comes of it is told by `reach.ended`, once;
 * somebody who has left, has no number, or a channel that is not set up, ends it at once. The same key is the same
 * attempt: it is returned as it stands.
 */
export const reachPerson = async (call: Call, reach: Reach): Promise<AttemptRow> => {
  const known = await lookAttemptByKey(call.tx, reach.key)
  if (known) return known
  const person = await lookPerson(call, reach.personId)
  const attempt = newAttempt(call, reach)
  try {
    await insertAttempt(call.tx, attempt)
  } catch (error) {
    const other = isDuplicate(error) ? await lookAttemptByKey(call.tx, reach.key) : null
    if (other) return other
    throw error
  }
  const obstacle = obstacleTo(person, reach.channel, availableChannels(call))
  if (obstacle || !person) return giveUp(call, attempt, obstacle ?? { code: 'left', result: '已离职' })
  await begin(call, { attempt, person, reach })
  return attempt
}

const newAttempt = (call: Call, { key, personId, channel, ticketId, says }: Reach): AttemptRow => ({
  id: call.newId(),
  key,
  ticketId,
  personId,
  channel,
  says: withoutPhones(says).slice(0, 300),
  state: 'waiting',
  code: null,
  result: null,
  serial: null,
  tries: 0,
  createdAt: call.now,
  at: call.now,
})

const begin = async (
  call: Call,
  { attempt, person, reach }: { attempt: AttemptRow; person: PersonRow; reach: Reach },
) => {
  if (reach.channel !== 'wecom') return call.emit({ type: 'reach.due', attemptId: attempt.id })
  const ticket = await findTicket(call, reach.ticketId)
  await writeTo(call, { attempt, person, ticket, isAnswerable: reach.isAnswerable ?? false, url: reach.ackUrl })
}

const giveUp = async (call: Call, attempt: AttemptRow, { code, result }: Obstacle): Promise<AttemptRow> => {
  await end(call, attempt, { isDelivered: false, code, result })
  return { ...attempt, state: 'failed', code, result }
}

/** Every attempt of a ticket, the first first. */
export const listAttemptsOf = (reading: Reading, ticketId: string): Promise<AttemptRow[]> =>
  listAttempts(reading.tx, ticketId)

import { MINUTE, SECOND } from '../../../shared/kernel/time'
import type { Call } from '../../call'
import { ticketLink } from '../../notify/actions'
import type { PersonRow } from '../../people/actions'
import type { TicketRow } from '../../tickets/actions'
import { messageState, queueMessage } from '../../wecom/actions'
import { end } from '../attempts/actions'
import { type AttemptRow, lookAttempt } from '../store'
import { answerCard, words } from './view'

/** The timer's job: see `checkWritten`. */
export const CHECK_JOB = 'reach.check'

/** When to look what became of a message, after it was written; after the last look another channel takes over. */
const CHECK_AFTER_MS = [5 * SECOND, 20 * SECOND, MINUTE, 2 * MINUTE]

type Letter = {
  attempt: AttemptRow
  person: PersonRow
  ticket: TicketRow
  isAnswerable: boolean
  url?: string | undefined
}

/** Writes to somebody in WeCom: a card with one button when an answer is wanted, else words with a link. */
export const writeTo = async (call: Call, { attempt, person, ticket, isAnswerable, url }: Letter): Promise<void> => {
  const { id, says } = attempt
  const link = url ?? ticketLink(call.context.config.publicUrl, ticket.id)
  const to = { userId: person.wecomUserId ?? '', personId: person.id }
  const content = isAnswerable ? answerCard({ attemptId: id, ticket, says, url: link }) : words({ id, says, url: link })
  await queueMessage(call, {
    id,
    key: `reach:${id}`,
    to,
    content,
    ...(isAnswerable ? { priority: 1 } : { priority: 2, line: { says, url: link }, ticket }),
  })
  await lookLater(call, attempt, 0)
}

const lookLater = async ({ timers }: Call, { id, createdAt }: AttemptRow, look: number): Promise<void> => {
  const at = new Date(createdAt.getTime() + (CHECK_AFTER_MS[look] ?? 0))
  await timers.set({ key: `${CHECK_JOB}:${id}`, job: CHECK_JOB, at, payload: { attemptId: id, look: String(look) } })
}

/** What became of a message: WeCom has it, will not have it, or is too slow to wait for. */
export const checkWritten = async (
  call: Call,
  { attemptId = '', look = '0' }: Record<string, string>,
): Promise<void> => {
  const attempt = await lookAttempt(call.tx, attemptId)
  if (attempt?.state !== 'waiting') return
  const state = await messageState(call, attemptId)
  if (state === 'sent' || state === 'digested') {
    await end(call, attempt, { isDelivered: true, code: state, result: '企业微信已送出' })
  } else if (state !== 'waiting' && state !== 'sending') {
    await end(call, attempt, { isDelivered: false, code: state ?? 'lost', result: '企业微信没有接受' })
  } else if (Number(look) + 1 < CHECK_AFTER_MS.length) {
    await lookLater(call, attempt, Number(look) + 1)
  } else {
    await end(call, attempt, { isDelivered: false, code: 'late', result: '企业微信迟迟没有送出' })
  }
}

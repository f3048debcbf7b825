import { createHash } from 'node:crypto'
import { refuseUnless } from '../../shared/kernel/refusal'
import type { Actor } from '../../shared/kernel/roles'
import { type Call, callAs } from '../call'
import type { Context } from '../context'
import { type IdempotencyRow, lookAnswer, saveAnswer } from './store'

export type Request = { endpoint: string; actor: Actor; key: string; body: string; requestId: string }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Runs a command once per key (domain rules, section 8): the same key and body gives the stored answer, also when
 * two come at the same moment; the same key with another body is refused. A refused command stores nothing. What has to
 * be prepared may be done by then and refuse: that, too, is answered by what is stored.
 */
export const once = async <T, P>(
  context: Context,
  request: Request,
  prepare: () => Promise<P>,
  action: (call: Call, prepared: P) => Promise<T>,
): Promise<T> => {
  const id = sha256(`${request.actor.personId}\n${request.endpoint}\n${request.key}`)
  const bodyHash = sha256(request.body)
  try {
    const prepared = await prepare()
    return await callAs(
      context,
      request.actor,
      async call => {
        const reply = await action(call, prepared)
        await saveAnswer(call.tx, { id, bodyHash, reply, at: call.now })
        return reply
      },
      request.requestId,
    )
  } catch (error) {
    // Whatever failed, a duplicate key or a refusal: if this request was done before, that answer is the answer.
    const twin = await lookAnswer(context.db.reader, id)
    if (twin) return answerOf<T>(twin, bodyHash)
    throw error
  }
}

const answerOf = <T>(stored: IdempotencyRow, bodyHash: string): T => {
  refuseUnless(stored.bodyHash === bodyHash, 'request.key_reused')
  return stored.reply as T
}

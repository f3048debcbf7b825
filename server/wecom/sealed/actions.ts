import { Refusal, refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { EnvelopeError, type EnvelopeKeys, openEnvelope, readOuter } from '../envelope'
import { queryOf } from '../inbox/rules'
import { isFresh } from '../messages/rules'

export { type EnvelopeKeys, sealEnvelope } from '../envelope'

/** One request at a callback address: its query as it came, and for a POST the unread body. */
export type SealedRequest = { search: string; post?: { body: string; contentType: string } }

const UNREADABLE = -40002

/**
 * Signature, age, cipher, padding and receiver of one callback; the message and the nonce that a reply repeats.
 * Refuses `request.malformed` or `callback.refused`: a stranger learns nothing more.
 */
export const openSealed = (
  keys: EnvelopeKeys,
  { search, post }: SealedRequest,
  now: Date,
): { plaintext: string; nonce: string } => {
  const { msg_signature: msgSignature = '', timestamp = '', nonce = '', echostr = '' } = readQuery(search)
  refuseUnless(msgSignature && timestamp, 'request.malformed')
  try {
    const encrypt = post ? readOuter(post.body, post.contentType) : echostr
    const plaintext = openEnvelope(keys, { msgSignature, timestamp, nonce, encrypt })
    refuseUnless(isFresh(timestamp, now.getTime()), 'callback.refused')
    return { plaintext, nonce }
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    throw new Refusal(error.code === UNREADABLE ? 'request.malformed' : 'callback.refused')
  }
}

const readQuery = (search: string): Record<string, string> => {
  try {
    return queryOf(search)
  } catch {
    return refuse('request.malformed')
  }
}

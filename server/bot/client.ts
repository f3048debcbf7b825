import axios from 'axios'
import * as z from 'zod/mini'
import { WecomUnreachable } from '../wecom/errors/rules'

const TIMEOUT_MS = 8000
const verdict = z.object({ errcode: z._default(z.number(), 0) })

/**
 * Says something at the late address of a message: good once, within an hour. The errcode, 0 when it was said.
 * Throws WecomUnreachable.
 */
export const postLate = async (responseUrl: string, body: object): Promise<number> => {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answer = await axios
    .post<unknown>(responseUrl, body, { signal, maxRedirects: 0, validateStatus: () => true })
    .catch(() => {
      throw new WecomUnreachable(signal.aborted ? 'timeout' : 'network')
    })
  if (answer.status !== 200) throw new WecomUnreachable('status')
  const read = z.safeParse(verdict, answer.data)
  return read.success ? read.data.errcode : 0
}

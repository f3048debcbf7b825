import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { forgetSession, newKey, openSession, renewSession, storedSession } from './session'
import { type Answer, bodyOf, post, postFile } from './wire'

type Options = {
  /** One user intent; keep it when the same intent is sent again. */
  key?: string
  /** The holder of a track token needs no login. */
  trackToken?: string
}

const headerOf = (token: string | null, key: string | null): Record<string, string> => ({
  ...(token ? { Authorization: `Bearer ${token}` } : {}),
  ...(key ? { 'Idempotency-Key': key } : {}),
})

/** Sends with the session's token; a 401 renews the session once and sends again. */
const withSession = async (send: (token: string) => Promise<Answer>): Promise<unknown> => {
  const { token } = await openSession()
  const first = await send(token)
  if (first.status !== 401) return bodyOf(first)
  const renewed = await renewSession(token)
  return bodyOf(await send(renewed.token))
}

/** Calls one endpoint of the contract. Throws `ApiRefusal` (the server said no) or `NetworkTrouble` (nobody answered). */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { key, trackToken }: Options = {},
): Promise<OutputOf<E>> => {
  const intent = endpoint.kind === 'command' ? (key ?? newKey()) : null
  const send = (token: string | null) => post(endpoint.name, input as object, headerOf(token, intent))
  const open = endpoint.allow === 'anyone' || (trackToken !== undefined && !storedSession())
  return (open ? bodyOf(await send(null)) : await withSession(send)) as OutputOf<E>
}

/** Sends one file with its words; same session and same refusals as `call`. */
export const upload = <O>(name: string, path: string, form: object, key = newKey()): Promise<O> =>
  withSession(token => postFile(name, path, form, headerOf(token, key))) as Promise<O>

export const leave = (): void => forgetSession()

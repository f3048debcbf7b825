import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { postFile } from './postFile'
import { newKey, openSession, renewSession, storedSession } from './session'
import { type Answer, bodyOf, post } from './wire'

type Options = {
  /** One user intent; keep it when the same intent is sent again. */
  key?: string
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

/** Needs no login; who is logged in all the same may see more, so the token goes along while it is good. */
const withoutLogin = async (send: (token: string | null) => Promise<Answer>): Promise<unknown> => {
  const token = storedSession()?.token ?? null
  const first = await send(token)
  return bodyOf(token && first.status === 401 ? await send(null) : first)
}

/** Calls one endpoint of the contract. Throws `ApiRefusal` (the server said no) or `NetworkTrouble` (nobody answered). */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { key }: Options = {},
): Promise<OutputOf<E>> => {
  const intent = endpoint.kind === 'command' ? (key ?? newKey()) : null
  const send = (token: string | null) => post(endpoint.name, input as object, headerOf(token, intent))
  return (endpoint.allow === 'anyone' ? await withoutLogin(send) : await withSession(send)) as OutputOf<E>
}

/** Sends one file; same session and same refusals as `call`. */
export const upload = <O>(name: string, path: string, key = newKey()): Promise<O> =>
  withSession(token => postFile(name, path, headerOf(token, key))) as Promise<O>

import type { Endpoint, InputOf, OutputOf } from '../../../../shared/kernel/endpoint'
import { type Session, sessionApi } from '../../../../shared/session'
import { announceChange } from './changes'
import { noteAnswer } from './connection'
import { currentSession, expireSession, keepSession } from './session'
import { ApiRefusal, NetworkTrouble } from './trouble'

type Answer = { status: number; body: unknown }

export const newKey = (): string => crypto.randomUUID()

const post = async (name: string, input: unknown, token: string | null, key: string | null): Promise<Answer> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (key) headers['idempotency-key'] = key
  const init = { method: 'POST', headers, body: JSON.stringify(input), signal: AbortSignal.timeout(20_000) }
  const answer = await fetch(`/api/${name}`, init).catch(() => {
    noteAnswer(false)
    throw new NetworkTrouble()
  })
  noteAnswer(true)
  return { status: answer.status, body: await answer.json().catch(() => null) }
}

/** Ours is an object: anything else was cut off, or not ours. */
const bodyOf = ({ status, body }: Answer): unknown => {
  if (status >= 200 && status < 300) {
    if (typeof body !== 'object' || body === null) throw new NetworkTrouble()
    return body
  }
  const said = (body as { error?: { code?: string; message?: string } } | null)?.error
  throw new ApiRefusal(status, said?.code ?? 'server.failed', said?.message ?? '服务器暂时没有回应，请稍后再试')
}

let renewing: Promise<Session | null> | null = null

/** One exchange of the refresh token for all who notice at once; null, when it was refused, sends the person to the login. */
const renewed = (stale: string): Promise<Session | null> => {
  const session = currentSession()
  if (session && session.token !== stale) return Promise.resolve(session)
  renewing ??= exchange(session).finally(() => {
    renewing = null
  })
  return renewing
}

const exchange = async (session: Session | null): Promise<Session | null> => {
  if (!session) return null
  const answer = await post(sessionApi.refresh.name, { refreshToken: session.refreshToken }, null, newKey())
  if (answer.status === 401) {
    expireSession()
    return null
  }
  const next = bodyOf(answer) as Session
  keepSession(next)
  return next
}

/**
 * Calls one endpoint of the contract. A command carries `key`, the same for the same intent sent again. Throws
 * `ApiRefusal` (the server said no) or `NetworkTrouble` (nobody answered).
 */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  key: string = newKey(),
): Promise<OutputOf<E>> => {
  const intent = endpoint.kind === 'command' ? key : null
  const token = endpoint.allow === 'anyone' ? null : (currentSession()?.token ?? null)
  let answer = await post(endpoint.name, input, token, intent)
  if (answer.status === 401 && token) {
    const session = await renewed(token)
    if (session) answer = await post(endpoint.name, input, session.token, intent)
  }
  const body = bodyOf(answer) as OutputOf<E>
  if (intent) announceChange()
  return body
}

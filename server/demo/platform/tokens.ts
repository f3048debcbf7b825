import { createHash } from 'node:crypto'
import { type Asked, type Handler, ok, PlatformRefusal, type Routes } from './wire'

export type TokenDesk = {
  routes: Routes
  /** Lets only callers with a living access_token through. */
  guard(routes: Routes): Routes
  /** Kills the current token before its time; later callers with it get `errcode`. */
  expireTokens(errcode?: 40014 | 42001): void
}

const LIFE_SECONDS = 7200

/** Values that look like the platform's (214 characters), each different, none random. */
const tokenValue = (kind: string, number: number): string =>
  createHash('sha512').update(`${kind}.${number}`).digest('hex').repeat(2).slice(0, 214)

/** A value with a life: the same one inside it, a new one after it. */
const lease = (kind: string, now: () => number) => {
  let number = 0
  let expiresAt = 0
  const dead = new Map<string, 40014 | 42001>()
  return {
    current: () => {
      if (now() >= expiresAt) {
        if (number > 0 && !dead.has(tokenValue(kind, number))) dead.set(tokenValue(kind, number), 42001)
        number += 1
        expiresAt = now() + LIFE_SECONDS * 1000
      }
      return { value: tokenValue(kind, number), expires_in: Math.ceil((expiresAt - now()) / 1000) }
    },
    kill: (errcode: 40014 | 42001) => {
      dead.set(tokenValue(kind, number), errcode)
      expiresAt = 0
    },
    /** Null while the value is alive, else the errcode its bearer gets. */
    refusalFor: (value: string): 40014 | 42001 | null => {
      if (number > 0 && value === tokenValue(kind, number) && now() < expiresAt) return null
      return value === tokenValue(kind, number) ? (dead.get(value) ?? 42001) : (dead.get(value) ?? 40014)
    },
  }
}

export type App = { corpId: string; agentId: number; secret: string }

/** gettoken and the two JS tickets, protocol sections 1 and 8.5. */
export const tokenDesk = ({ corpId, secret }: App, now: () => number): TokenDesk => {
  const access = lease('token', now)
  const corpTicket = lease('corp', now)
  const appTicket = lease('app', now)

  const gettoken: Handler = ({ query }) => {
    if (query.get('corpid') !== corpId) throw new PlatformRefusal(40013, 'invalid corpid')
    if (query.get('corpsecret') !== secret) throw new PlatformRefusal(40001, 'invalid credential')
    const { value, expires_in } = access.current()
    return ok({ access_token: value, expires_in })
  }

  const ticket =
    (source: ReturnType<typeof lease>): Handler =>
    () => {
      const { value, expires_in } = source.current()
      return ok({ ticket: value, expires_in })
    }

  const check = ({ query }: Asked): void => {
    const token = query.get('access_token')
    if (!token) throw new PlatformRefusal(41001, 'access_token missing')
    const errcode = access.refusalFor(token)
    if (errcode !== null)
      throw new PlatformRefusal(errcode, errcode === 42001 ? 'access_token expired' : 'invalid access_token')
  }

  const guard = (routes: Routes): Routes =>
    Object.fromEntries(
      Object.entries(routes).map(([name, handler]) => [
        name,
        (asked: Asked) => {
          check(asked)
          return handler(asked)
        },
      ]),
    )

  return {
    routes: {
      'GET /cgi-bin/gettoken': gettoken,
      ...guard({ 'GET /cgi-bin/get_jsapi_ticket': ticket(corpTicket), 'GET /cgi-bin/ticket/get': ticket(appTicket) }),
    },
    guard,
    expireTokens: (errcode = 42001) => access.kill(errcode),
  }
}

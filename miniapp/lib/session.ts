import Taro from '@tarojs/taro'
import { type Session, sessionApi } from '../../shared/session'
import { clearDrafts } from './drafts'
import { host } from './host'
import { demoIdentity } from './identity'
import { clearKept } from './kept'
import { ApiRefusal } from './trouble'
import { bodyOf, post } from './wire'

const KEY = 'paidan.session'

let current: Session | null = null
let opening: Promise<Session> | null = null
let refreshing: Promise<Session> | null = null

/** Nobody is logged in and nothing can log them in by itself: the person must choose. */
export class LoginNeeded extends ApiRefusal {
  constructor() {
    super(401, 'session.required', '请先选择身份登录')
  }
}

export const storedSession = (): Session | null => {
  current ??= (Taro.getStorageSync(KEY) as Session | '') || null
  return current
}

const keep = (session: Session): Session => {
  if (storedSession()?.person.id !== session.person.id) {
    clearKept()
    clearDrafts()
  }
  current = session
  Taro.setStorageSync(KEY, session)
  return session
}

export const forgetSession = (): void => {
  current = null
  Taro.removeStorageSync(KEY)
}

const enter = async (name: string, input: object): Promise<Session> => {
  const header = { 'Idempotency-Key': newKey() }
  return keep(bodyOf(await post(name, input, header)) as Session)
}

/** Enough chance that two intents never share a key; it guards no secret. */
export const newKey = (): string =>
  Array.from({ length: 3 }, () => Math.random().toString(36).slice(2, 11).padEnd(9, '0')).join('')

export const enterAs = (as: string): Promise<Session> => enter(sessionApi.demo.name, { as })

/** A customer who comes by a tracking link is bound to that ticket's customer at login. */
export const comeByTrackLink = (token: string): void => {
  trackToken = token
}
let trackToken: string | undefined

const login = async (): Promise<Session> => {
  const code = await host.loginCode()
  if (code && host.platform() === 'wecom') return enter(host.memberLogin, { code })
  if (code) return enter(sessionApi.wechat.name, { code, trackToken })
  const as = demoIdentity()
  if (as) return enterAsAddressed(as)
  throw new LoginNeeded()
}

/** An address may name nobody; then the person chooses. */
const enterAsAddressed = (as: string): Promise<Session> =>
  enterAs(as).catch(problem => {
    if (!(problem instanceof ApiRefusal && problem.code === 'person.not_found')) throw problem
    forgetSession()
    unknown = as
    throw new LoginNeeded()
  })

let unknown: string | null = null
/** The identity that the address asked for and nobody has. */
export const unknownIdentity = (): string | null => unknown

/** The session at hand, or a fresh login; callers at the same moment share one. */
export const openSession = (): Promise<Session> => {
  const wanted = demoIdentity()
  const kept = storedSession()
  if (kept && (!wanted || kept.person.id === wanted || askedFor === wanted)) return Promise.resolve(kept)
  opening ??= login().finally(() => {
    askedFor = wanted
    opening = null
  })
  return opening
}

/** The identity of the address that this visit has already logged in as: it counts once, a later choice stands. */
let askedFor: string | null = null

/** After a 401: one exchange of the refresh token, then a login from the start. */
export const renewSession = (stale: string): Promise<Session> => {
  const kept = storedSession()
  if (kept && kept.token !== stale) return Promise.resolve(kept)
  refreshing ??= exchange(kept).finally(() => {
    refreshing = null
  })
  return refreshing
}

const exchange = async (kept: Session | null): Promise<Session> => {
  if (kept) {
    try {
      return await enter(sessionApi.refresh.name, { refreshToken: kept.refreshToken })
    } catch (problem) {
      if (!(problem instanceof ApiRefusal)) throw problem
      forgetSession()
    }
  }
  return login()
}

import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import { type Actor, systemActor } from '../../shared/kernel/roles'
import { DAY } from '../../shared/kernel/time'
import type { LoggedInPerson, Session } from '../../shared/session'
import { type Call, callAs, type Reading } from '../call'
import type { Context } from '../context'
import { actorOfCustomer } from '../customers/actions'
import { gathered } from '../db/gather'
import { actorOf, lookTeamName } from '../people/actions'
import { hashOf, newRefreshToken, openToken, sealToken, sessionIdIn } from './envelope'
import * as store from './store'
import { viewLoggedIn } from './view'

const REFRESH_LIFE_MS = 30 * DAY

/** Requests that arrive together are identified together. */
const lookIdentity = gathered(store.listIdentities)

/**
 * Who holds this session token, now: one read. Refuses `session.required` (not ours), `session.expired`, and
 * `session.revoked` once the session was ended or the person has left.
 */
export const identify = async (context: Context, token: string): Promise<Actor> => {
  const { sessionId } = await openToken(context.config.appSecret, token, context.clock.now())
  return actorIn(await lookIdentity(context.db, sessionId), sessionId)
}

const actorIn = (identity: store.Identity | null, sessionId: string): Actor => {
  refuseUnless(identity && !identity.isRevoked && identity.status === 'active', 'session.revoked')
  const actor = identity.kind === 'customer' ? actorOfCustomer(identity) : actorOf(identity)
  return { ...actor, sessionId }
}

/** A new session for a member or a customer. */
export const openSession = async (call: Call, actor: Actor): Promise<Session> => {
  refuseUnless(actor.kind === 'member' || actor.kind === 'customer', 'session.required')
  const subject = { subjectKind: actor.kind, subjectId: actor.personId }
  const id = call.newId()
  const refreshToken = newRefreshToken(call.context.signer, id)
  await store.removeExpired(call.tx, subject, call.now)
  await store.saveSession(call.tx, {
    id,
    ...subject,
    refreshHash: hashOf(refreshToken),
    expiresAt: new Date(call.now.getTime() + REFRESH_LIFE_MS),
    revokedAt: null,
    createdAt: call.now,
  })
  return sessionFor(call, { ...actor, sessionId: id }, refreshToken)
}

const sessionFor = async (call: Call, actor: Actor, refreshToken: string): Promise<Session> => {
  const claims = { subjectId: actor.personId, sessionId: actor.sessionId ?? '' }
  return {
    token: await sealToken(call.context.config.appSecret, claims, call.now),
    refreshToken,
    person: await loggedIn(call, actor),
  }
}

const loggedIn = async (reading: Reading, actor: Actor): Promise<LoggedInPerson> =>
  viewLoggedIn(actor, await lookTeamName(reading, actor.teamId))

/** The one who is logged in. */
export const whoAmI = (reading: Reading): Promise<LoggedInPerson> => loggedIn(reading, reading.actor)

type Refresh = { refreshToken: string }

/**
 * Refuses a refresh token that was exchanged before, and ends its session: it is in two hands. Runs before the
 * exchange, because what ends here must outlive the refusal.
 */
export const refuseReused = async (context: Context, { refreshToken }: Refresh): Promise<void> => {
  const sessionId = sessionIdIn(context.signer, refreshToken) ?? refuse('session.expired')
  const session = await store.lookSession(context.db.reader, sessionId)
  if (!session || session.refreshHash === hashOf(refreshToken)) return
  await callAs(context, systemActor('session'), async call => {
    await store.revokeSession(call.tx, sessionId, call.now)
    call.audit('session.refreshReused', session.subjectId, { sessionId })
  })
  refuse('session.revoked')
}

/** Exchanges a refresh token for a new pair. Refuses `session.expired` after 30 days or when it was just exchanged. */
export const refreshSession = async (call: Call, { refreshToken }: Refresh): Promise<Session> => {
  const { signer } = call.context
  const id = sessionIdIn(signer, refreshToken) ?? refuse('session.expired')
  const identity = await store.lookIdentity(call.tx, id)
  const actor = actorIn(identity, id)
  refuseUnless(identity && identity.expiresAt > call.now, 'session.expired')
  const next = newRefreshToken(signer, id)
  const expiresAt = new Date(call.now.getTime() + REFRESH_LIFE_MS)
  const rotation = { id, fromHash: hashOf(refreshToken), toHash: hashOf(next), expiresAt }
  refuseUnless(await store.rotateRefresh(call.tx, rotation), 'session.expired')
  return sessionFor(call, actor, next)
}

export const leaveSession = async (call: Call): Promise<Record<string, never>> => {
  await store.revokeSession(call.tx, call.actor.sessionId ?? '', call.now)
  return {}
}

/** Everything a person is logged in with ends. */
export const endSessionsOf = (call: Call, personId: string): Promise<void> =>
  store.revokeSessionsOf(call.tx, personId, call.now)

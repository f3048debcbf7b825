import { createHash, createHmac } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { Refusal } from '../../shared/kernel/refusal'
import { HOUR } from '../../shared/kernel/time'
import type { Signer } from '../signer'

const ISSUER = 'paidan'
const ALGORITHM = 'HS256'
const TOKEN_LIFE_MS = 2 * HOUR

/** Not the secret itself: what it signs elsewhere can never be taken for a session. */
const keyFrom = (appSecret: string): Uint8Array =>
  createHmac('sha256', appSecret).update('paidan session token').digest()

type TokenClaims = { subjectId: string; sessionId: string }

/** A JWT that lives two hours from `now`. */
export const sealToken = (appSecret: string, { subjectId, sessionId }: TokenClaims, now: Date): Promise<string> =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setSubject(subjectId)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + TOKEN_LIFE_MS))
    .sign(keyFrom(appSecret))

/** Verified once: a signature does not change. Bounded, so that nobody can fill the memory with tokens. */
const verified = new Map<string, { sessionId: string; expiresAtMs: number }>()
const MOST_VERIFIED = 10_000

/** Refuses `session.expired` after its two hours, `session.required` when it was never ours. */
export const openToken = async (appSecret: string, token: string, now: Date): Promise<{ sessionId: string }> => {
  const key = `${appSecret}\n${token}`
  const known = verified.get(key)
  if (known && now.getTime() < known.expiresAtMs) return known
  try {
    const { payload } = await jwtVerify<{ sid: string }>(token, keyFrom(appSecret), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      requiredClaims: ['sub', 'sid', 'exp'],
      currentDate: now,
    })
    if (verified.size >= MOST_VERIFIED) verified.clear()
    const opened = { sessionId: payload.sid, expiresAtMs: (payload.exp ?? 0) * 1000 }
    verified.set(key, opened)
    return opened
  } catch (error) {
    throw new Refusal(error instanceof errors.JWTExpired ? 'session.expired' : 'session.required')
  }
}

/** `<session>.<random>.<signature>`: signed, so that only a token we once gave can count as used twice. */
export const newRefreshToken = (signer: Signer, sessionId: string): string => {
  const content = `${sessionId}.${signer.randomToken()}`
  return `${content}.${signer.sign('refresh', content)}`
}

/** The session of a refresh token that we gave; null for anything else. */
export const sessionIdIn = (signer: Signer, refreshToken: string): string | null => {
  const [sessionId = '', random = '', signature = ''] = refreshToken.split('.')
  return signer.isSigned('refresh', `${sessionId}.${random}`, signature) ? sessionId : null
}

/** What is stored of a refresh token. */
export const hashOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('hex')

import type Router from '@koa/router'
import type { Context as KoaContext } from 'koa'
import { Refusal, refuse, refuseUnless } from '../../shared/kernel/refusal'
import type { Context } from '../context'
import { readText } from '../http/body'
import { dedupeKeyOf, EnvelopeError, type EnvelopeKeys, openEnvelope, parsePlaintext, readOuter } from './envelope'
import { receiverOf } from './inbox/actions'
import { kindOf, queryOf } from './inbox/rules'
import { isFresh } from './messages/rules'
import { sdkRoutes } from './sdk/routes'

const MAX_BODY_BYTES = 1024 * 1024
const UNREADABLE = -40002

/** `/wecom/callback`: sealed XML or JSON, so not a JSON contract. Answered at once; the worker does what follows. */
export const wecomRoutes = (router: Router, context: Context): void => {
  sdkRoutes(router, context)
  const { token, aesKey, corpId } = context.config.wecom
  const keys: EnvelopeKeys = { token, aesKey, receiveId: corpId }
  const receive = receiverOf(context)
  const open = (koa: KoaContext, encryptOf: (query: Record<string, string>) => string): string => {
    const query = readQuery(koa)
    const { msg_signature: msgSignature = '', timestamp = '', nonce = '' } = query
    refuseUnless(msgSignature && timestamp, 'request.malformed')
    const plaintext = openEnvelope(keys, { msgSignature, timestamp, nonce, encrypt: encryptOf(query) })
    refuseUnless(isFresh(timestamp, context.clock.now().getTime()), 'callback.refused')
    return plaintext
  }

  router.get('/wecom/callback', koa => {
    const echo = refusing(() => open(koa, ({ echostr = '' }) => echostr))
    koa.type = 'text/plain'
    koa.body = echo
  })

  router.post('/wecom/callback', async koa => {
    const body = await readText(koa, MAX_BODY_BYTES)
    const received = refusing(() => {
      const raw = open(koa, () => readOuter(body, koa.get('content-type')))
      const fields = parsePlaintext(raw)
      return { raw, dedupeKey: dedupeKeyOf(raw, fields), kind: kindOf(fields) }
    })
    await receive(received)
    koa.status = 200
    koa.body = ''
  })
}

const readQuery = (koa: KoaContext): Record<string, string> => {
  try {
    return queryOf(koa.querystring)
  } catch {
    return refuse('request.malformed')
  }
}

/** Tells a stranger nothing but that the form was wrong or that it was not for us. */
const refusing = <T>(read: () => T): T => {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    throw new Refusal(error.code === UNREADABLE ? 'request.malformed' : 'callback.refused')
  }
}

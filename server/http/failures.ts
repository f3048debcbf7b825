import type { Middleware } from 'koa'
import { Refusal } from '../../shared/kernel/refusal'
import type { Context } from '../context'
import { isPassing } from '../db/trouble'

const RETRY_AFTER_SECONDS = '3'

/**
 * The one shape of an error on the wire (domain rules, head). What is not a refusal is logged whole: our fault, told as a
 * number, or a database that could not do it just now, so that the same request may be sent again.
 */
export const failures =
  (context: Context): Middleware =>
  async (koa, next) => {
    try {
      await next()
      if (koa.status === 404 && koa.body == null && koa.path.startsWith('/api/')) {
        throw new Refusal('request.unknown_endpoint')
      }
    } catch (error) {
      const requestId = koa.state.requestId as string
      const refusal = refusalIn(error) ?? new Refusal(isPassing(error) ? 'server.busy' : 'server.failed', { requestId })
      if (refusal.code === 'server.failed' || refusal.code === 'server.busy')
        context.log.error({ err: error, requestId, path: koa.path }, 'request failed')
      if (refusal.code === 'server.busy') koa.set('retry-after', RETRY_AFTER_SECONDS)
      koa.status = refusal.status
      koa.body = { error: { code: refusal.code, message: refusal.message, details: refusal.details } }
    }
  }

/** `expose` marks what Koa and its middleware blame on the caller, such as an address that cannot be decoded. */
const refusalIn = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error
  return (error as { expose?: boolean }).expose === true ? new Refusal('request.malformed') : null
}

import type { Middleware } from 'koa'
import { Refusal } from '../../shared/kernel/refusal'
import type { Context } from '../context'

/** The one shape of an error on the wire (domain rules, head). What is not a refusal is our fault: logged whole, told as a number. */
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
      const refusal = refusalIn(error) ?? new Refusal('server.failed', { requestId })
      if (refusal.code === 'server.failed')
        context.log.error({ err: error, requestId, path: koa.path }, 'request failed')
      koa.status = refusal.status
      koa.body = { error: { code: refusal.code, message: refusal.message, details: refusal.details } }
    }
  }

/** `expose` marks what Koa and its middleware blame on the caller, such as an address that cannot be decoded. */
const refusalIn = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error
  return (error as { expose?: boolean }).expose === true ? new Refusal('request.malformed') : null
}

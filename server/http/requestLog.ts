import type { Middleware } from 'koa'
import type { Context } from '../context'

/** Gives every request an id, and writes one line when it is answered: no query, no body, no personal data. */
export const requestLog =
  (context: Context): Middleware =>
  async (koa, next) => {
    const requestId = context.newId()
    koa.state.requestId = requestId
    koa.set('x-request-id', requestId)
    const startedAt = performance.now()
    await next()
    const ms = Math.round(performance.now() - startedAt)
    const line = { requestId, method: koa.method, path: koa.path, status: koa.status, ms, actor: koa.state.actorId }
    context.log[koa.status >= 500 ? 'error' : 'debug'](line, 'request')
  }

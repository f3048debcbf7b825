import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import type Router from '@koa/router'
import Koa from 'koa'
import compress from 'koa-compress'
import helmet from 'koa-helmet'
import serveStatic from 'koa-static'
import { refuse } from '../shared/kernel/refusal'
import { capabilities } from './capabilities'
import type { Context } from './context'
import { failures } from './http/failures'
import { metricsOf } from './http/metrics'
import { openApiOf } from './http/openapi'
import { requestLog } from './http/requestLog'
import { QuickRouter } from './http/router'
import { root } from './root'

const frontEnds = { h5: join(root, 'miniapp/dist/h5'), console: join(root, 'server/console/dist') }

/** Whoever asks whether we are ready hangs up soon after. */
const READY_WITHIN_MS = 3000

/** The Koa chain: log, refusals, headers, the API of every capability, then the two front ends. */
export const newApp = (context: Context): Koa => {
  const app = new Koa()
  app.proxy = context.config.mode === 'production'
  app.silent = true
  const metrics = metricsOf(
    context,
    capabilities.flatMap(({ measures = [] }) => measures),
  )
  app.use(requestLog(context))
  app.use(metrics.middleware)
  app.use(failures(context))
  app.use(
    forBrowsers(
      helmet({
        contentSecurityPolicy: {
          directives: {
            'img-src': ["'self'", 'data:', 'blob:'],
            'style-src': ["'self'", "'unsafe-inline'"],
            'upgrade-insecure-requests': null,
          },
        },
      }),
    ),
  )
  app.use(forBrowsers(compress({ threshold: 2048, br: false })))
  const router = new QuickRouter()
  operations(router, context, metrics.text)
  for (const { routes } of capabilities) routes?.(router, context)
  app.use(router.routes())
  app.use(frontEnd('/console', frontEnds.console))
  app.use(frontEnd('', frontEnds.h5))
  return app
}

/** Platforms that call back neither read security headers nor unpack answers, and they come by the thousand. */
const forBrowsers =
  (middleware: Koa.Middleware): Koa.Middleware =>
  (koa, next) =>
    koa.path.startsWith('/wecom/') ? next() : middleware(koa, next)

const operations = (router: Router, context: Context, metricsText: () => Promise<string>): void => {
  // Made when first asked for: a tenth of a second for all contracts.
  let openApi: ReturnType<typeof openApiOf> | undefined
  router.get('/openapi.json', koa => {
    openApi ??= openApiOf(capabilities.flatMap(({ contract }) => (contract ? [contract] : [])))
    koa.body = openApi
  })
  router.get('/healthz', koa => {
    koa.body = { ok: true }
  })
  router.get('/readyz', async koa => {
    const late = later(READY_WITHIN_MS, new Error('no answer in time'), { ref: false })
    const trouble = await Promise.race([
      context.db.reader.query('SELECT 1').then(
        () => null,
        error => error as Error,
      ),
      late,
    ])
    if (trouble) {
      context.log.error({ err: trouble }, 'the database does not answer')
      refuse('server.not_ready')
    }
    koa.body = { ok: true }
  })
  router.get('/metrics', async koa => {
    koa.type = 'text/plain'
    koa.body = await metricsText()
  })
}

/** Static files below a prefix; an address without a file is the application's own, so it gets the page. */
const frontEnd = (prefix: string, folder: string): Koa.Middleware => {
  const files = serveStatic(folder, { index: 'index.html', maxage: 0 })
  return async (koa, next) => {
    const isMine = koa.path === prefix || koa.path.startsWith(`${prefix}/`)
    if (!isMine || koa.body != null || !existsSync(folder)) return next()
    if (prefix !== '' && koa.path === prefix) return koa.redirect(`${prefix}/${koa.search}`)
    const { path } = koa
    koa.path = path.slice(prefix.length)
    await files(koa, async () => {
      if (/\.\w+$/.test(path) || path.startsWith('/api/')) return
      koa.path = '/'
      await files(koa, async () => undefined)
    })
    koa.path = path
  }
}

import type { Middleware } from 'koa'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Measure } from '../capability'
import type { Context } from '../context'

/** Prometheus text: the process, requests by route and status, what the queue still owes, and what capabilities measure. */
export const metricsOf = (
  context: Context,
  measures: readonly Measure[],
): { middleware: Middleware; text: () => Promise<string> } => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'paidan_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  new Gauge({
    name: 'paidan_queue_rows',
    help: 'Deliveries and timers by state',
    labelNames: ['table', 'state'],
    registers: [registry],
    async collect() {
      for (const table of ['deliveries', 'timers']) {
        const rows = (await context.db.reader.query(`SELECT state, COUNT(*) AS n FROM ${table} GROUP BY state`)) as {
          state: string
          n: number | string
        }[]
        for (const { state, n } of rows) this.set({ table, state }, Number(n))
      }
    },
  })
  for (const { name, help, label, read } of measures) {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        for (const [value, number] of await read(context)) this.set({ [label]: value }, number)
      },
    })
  }
  return {
    middleware: async (koa, next) => {
      const stop = requests.startTimer()
      await next()
      const route = (koa as { _matchedRoute?: string })._matchedRoute ?? 'static'
      stop({ route, status: String(koa.status) })
    },
    text: () => registry.metrics(),
  }
}

import { once } from 'node:events'
import { ConfigError, readServerConfig, type ServerConfig } from '../config/server'
import { newApp } from './app'
import { startBotConnection } from './bot/connection/client'
import { type Context, openContext } from './context'
import { startWorker } from './queue/worker'
import { startCapabilities } from './start'

/** One process: reads its configuration, opens its context, listens and works as its role says, and ends in order. */
const main = async (): Promise<void> => {
  const config = readServerConfig()
  const stop = config.mode === 'demo' ? await startDemo(config) : await start(await openContext(config))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)))
  }
}

/** The demo's outside world is loaded only here, so that production cannot even reach its code. */
const startDemo = async (config: ServerConfig): Promise<() => Promise<void>> => {
  const { openDemo } = await import('./demo/demo')
  const demo = await openDemo(config)
  const stop = await start(demo.context, demo.mount)
  demo.welcome()
  return async () => {
    await stop()
    await demo.stop()
  }
}

const start = async (context: Context, mount?: (app: ReturnType<typeof newApp>) => void) => {
  const { role, port, host } = context.config
  await startCapabilities(context)
  const app = role === 'worker' ? null : newApp(context)
  if (app) mount?.(app)
  const server = app && (await listening(app, { port, host }))
  const worker = role === 'web' ? null : startWorker(context)
  const bot = role === 'web' ? null : startBotConnection(context)
  context.log.info({ role, mode: context.config.mode, database: context.db.kind, port }, 'Paidan has started')
  return async () => {
    server?.closeAllConnections()
    await new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve()))
    await bot?.stop()
    await worker?.stop()
    await context.close()
  }
}

/** Refuses with a sentence when somebody else has the port. */
const listening = async (app: ReturnType<typeof newApp>, { port, host }: { port: number; host: string }) => {
  const server = app.listen(port, host)
  await once(server, 'listening').catch(error => {
    const isTaken = (error as { code?: string }).code === 'EADDRINUSE'
    throw isTaken ? new ConfigError([`PORT: ${port} is in use; stop what listens there, or set another one`]) : error
  })
  return server
}

main().catch(error => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})

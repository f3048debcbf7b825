import { once } from 'node:events'
import { prepareDataDir } from '../config/dataDir'
import { ConfigError } from '../config/mistakes'
import { readServerConfig, type ServerConfig } from '../config/server'
import { newApp } from './app'
import { startBotConnection } from './bot/connection/client'
import { type Context, openContext } from './context'
import { startWorker } from './queue/worker'
import { startCapabilities } from './start'

/** One process: reads its configuration, opens its context, listens and works as its role says, and ends in order. */
const main = async (): Promise<void> => {
  const config = readServerConfig()
  prepareDataDir(config.dataDir)
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
  if (config.role !== 'worker') demo.welcome()
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

const listening = async (app: ReturnType<typeof newApp>, { port, host }: { port: number; host: string }) => {
  const server = app.listen(port, host)
  await once(server, 'listening')
  return server
}

type Failed = { code?: string; port?: number; address?: string; message: string }

const databaseAdvice = ({ message }: Failed): string =>
  `DATABASE_URL: ${message}; the server must run, the database must have been created, and the user must be let in`

/** What whoever starts the server can mend is told in a sentence, by the code of the failure. */
const advice: Readonly<Record<string, (failed: Failed) => string>> = {
  EADDRINUSE: ({ port }) => `PORT: ${port} is in use; stop what listens there, or set another one`,
  EACCES: ({ message }) => `PORT or DATA_DIR: ${message}; this user may not, choose another one`,
  EADDRNOTAVAIL: ({ address }) => `HOST: ${address} is no address of this machine`,
  ECONNREFUSED: databaseAdvice,
  SQLITE_READONLY: ({ message }) => `DATA_DIR: paidan.db in it cannot be written (${message})`,
  ENOTFOUND: databaseAdvice,
  ETIMEDOUT: databaseAdvice,
  ER_BAD_DB_ERROR: databaseAdvice,
  ER_ACCESS_DENIED_ERROR: databaseAdvice,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: databaseAdvice,
  ER_DBACCESS_DENIED_ERROR: databaseAdvice,
}

const explained = (error: Failed & Error): string => {
  if (error instanceof ConfigError) return error.message
  const advise = advice[error.code ?? '']
  return advise ? new ConfigError([advise(error)]).message : (error.stack ?? error.message)
}

main().catch(error => {
  process.stderr.write(`${explained(error)}\n`)
  process.exit(1)
})

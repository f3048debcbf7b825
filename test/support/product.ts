import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { server as compiled } from '../../config/compile'
import { type Client, clientOf } from './client'
import { shared } from './shared'
import { root } from './sources'

/** A server process of its own, as an operator starts it. */
export type Running = {
  url: string
  /** A client logged in as a person of the demo company. */
  as: (who: string) => Promise<Client>
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const isReady = async (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    reply => reply.ok,
    () => false,
  )

/** Starts the compiled server with this environment and nothing else of ours, and waits until it is ready. */
export const startServer = async (env: Record<string, string>): Promise<Running> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn(process.execPath, ['--enable-source-maps', compiled.main], {
    cwd: root,
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; !(await isReady(url)); tries++) {
    if (child.exitCode !== null || tries > 300) throw new Error('the server did not start')
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return {
    url,
    as: async who => clientOf(url, (await clientOf(url, null).demoLogin(who)).token),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
  }
}

/** The demo as `npm start` runs it, in a data folder of its own. */
export const startProduct = async (): Promise<Running> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'paidan-demo-'))
  const running = await startServer({ DATA_DIR: dataDir })
  return {
    ...running,
    stop: async () => {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const sharedProduct = (): (() => Running) => shared(startProduct, product => product.stop())

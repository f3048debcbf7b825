import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './sources'

/** A server process of its own, as an operator starts it. */
export type Running = { url: string; stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void> }

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

/** Starts `server/main.ts` with this environment and nothing else of ours, and waits until it is ready. */
export const startServer = async (env: Record<string, string>): Promise<Running> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
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
    url: running.url,
    stop: async () => {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

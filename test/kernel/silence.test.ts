import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { readServerConfig } from '../../config/server'
import { newApp } from '../../server/app'
import { openContext } from '../../server/context'
import { openDatabase } from '../../server/db/database'
import { newDatabase, testedKinds } from '../support/databases'
import { newMigrated } from '../support/migrated'

/** A way to the database on which, from some moment on, nothing comes through any more and nobody says so. */
const wayTo = async (databaseUrl: string) => {
  const url = new URL(databaseUrl)
  const [port, host] = [Number(url.port || 3306), url.hostname]
  let isSilent = false
  const pairs = new Map<Socket, Socket>()
  const server = createServer(client => {
    if (isSilent) return
    const inside = connect(port, host)
    pairs.set(client, inside)
    client.on('data', bytes => !isSilent && inside.write(bytes)).on('error', () => undefined)
    inside.on('data', bytes => !isSilent && client.write(bytes)).on('error', () => undefined)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url.port = String((server.address() as AddressInfo).port)
  url.hostname = '127.0.0.1'
  return {
    url: url.href,
    fallSilent: () => {
      isSilent = true
    },
    speakAgain: () => {
      isSilent = false
    },
    close: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      server.close()
    },
  }
}

const mysqlOnly = testedKinds().includes('mysql') ? describe : describe.skip

mysqlOnly('a database whose host has vanished', () => {
  test('fails what it owes an answer, and is there again on new connections', async () => {
    const real = await newDatabase('mysql')
    const way = await wayTo(real.url)
    const db = await openDatabase({ url: way.url, entities: [], migrations: [], mostSilenceMs: 300 })
    const ask = () => db.reader.query('SELECT 1 AS one')
    const write = () => db.write(tx => tx.query('SELECT 1 AS one'))
    try {
      await Promise.all([ask(), write(), ask(), write()])
      way.fallSilent()
      const failed = await Promise.allSettled([ask(), write()])
      expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      way.speakAgain()
      expect(await ask()).toEqual([{ one: 1 }])
      expect(await write()).toEqual([{ one: 1 }])
    } finally {
      way.close()
      await db.close()
      await real.drop()
    }
  })

  test('is waited for while it works', async () => {
    const real = await newDatabase('mysql')
    const db = await openDatabase({ url: real.url, entities: [], migrations: [], mostSilenceMs: 300 })
    try {
      await db.reader.query('SELECT 1')
      await new Promise(resolve => setTimeout(resolve, 600))
      expect(await db.reader.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    } finally {
      await db.close()
      await real.drop()
    }
  })

  test('makes the server say that it is not ready, long before the connection is given up, and ready again', async () => {
    const real = await newMigrated('mysql')
    const way = await wayTo(real.url)
    const config = readServerConfig({
      DATA_DIR: real.dataDir,
      DATABASE_URL: way.url,
      LOG_LEVEL: 'silent',
      PAIDAN_MODE: 'demo',
    })
    const context = await openContext(config)
    const server = newApp(context).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`)
      return { status: answer.status, body: await answer.json() }
    }
    const notReady = { status: 503, body: { error: { code: 'server.not_ready' } } }
    try {
      expect(await ask('/readyz')).toEqual({ status: 200, body: { ok: true } })
      way.fallSilent()
      // A connection that the pool has, and one that cannot be made.
      expect(await Promise.all([ask('/readyz'), ask('/readyz')])).toMatchObject([notReady, notReady])
      expect((await ask('/healthz')).status).toBe(200)
      way.speakAgain()
      expect((await ask('/readyz')).status).toBe(200)
    } finally {
      server.closeAllConnections()
      server.close()
      way.close()
      await context.close().catch(() => undefined) // those of its connections that fell silent end now
      await real.drop()
    }
  }, 30_000)
})

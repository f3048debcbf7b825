import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { checkinsApi } from '../../shared/checkins'
import { deadLettersApi } from '../../shared/deadLetters'
import { dispatchApi } from '../../shared/dispatch'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { settlementApi } from '../../shared/settlement/api'
import { ticketsApi } from '../../shared/tickets/api'
import { type Client, clientOf, Refused } from '../support/client'
import { testedKinds } from '../support/databases'
import { newMigrated } from '../support/migrated'
import { startServer } from '../support/product'

const customerId = 'customer01'
const engineers = ['engineer1', 'engineer2', 'engineer5', 'engineer6', 'engineer7']

/** After so many ms at work the server is killed, each time. */
const LIVES_MS = [120, 700, 40, 400, 1100, 250, 10, 900]

/** A server that dies and comes back at another address, and people who send again, as it was, what got no answer. */
const openOffice = async (env: Record<string, string>) => {
  let server = await startServer(env)
  const tokens = new Map<string, string>()
  for (const who of ['sales1', 'dispatcher1', 'finance1', 'admin1', customerId, ...engineers]) {
    tokens.set(who, (await clientOf(server.url, null).demoLogin(who)).token)
  }
  let intents = 0
  const call = async <E extends Endpoint>(who: string, endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> => {
    const key = `intent-${intents++}`
    for (;;) {
      const client: Client = clientOf(server.url, tokens.get(who) ?? null)
      const answer = await client.call(endpoint, input, key).catch((trouble: unknown) => {
        if (trouble instanceof Refused) throw trouble
        return null
      })
      if (answer) return answer
      await wait(50)
    }
  }
  return {
    call,
    killAndStart: async () => {
      await server.stop('SIGKILL')
      server = await startServer(env)
    },
    stop: () => server.stop(),
  }
}

type Office = Awaited<ReturnType<typeof openOffice>>

const newTicket = ({ call }: Office) =>
  call('sales1', ticketsApi.create, { templateId: 'aircon-repair', customerId, description: '空调不制冷' })

/** One ticket from sales to money; its id. */
const live = async (office: Office, engineerId: string): Promise<string> => {
  const { call } = office
  const { id, version, trackToken } = await newTicket(office)
  const assigned = await call('dispatcher1', dispatchApi.assign, { ticketId: id, engineerId, version })
  const accepted = await call(engineerId, ticketsApi.accept, { id, version: assigned.version })
  const { code } = await call('the customer’s link', checkinsApi.visitCode, { trackToken: trackToken ?? '' })
  const arrived = await call(engineerId, checkinsApi.arrive, {
    ticketId: id,
    version: accepted.version,
    code,
    ...(accepted.place && { position: { ...accepted.place, accuracyMetres: 20 } }),
  })
  const finished = await call(engineerId, checkinsApi.finish, { ticketId: id, version: arrived.ticket.version })
  await call(customerId, ticketsApi.confirm, { id, version: finished.ticket.version, rating: 5 })
  return id
}

/** Those who can do the job and stand at nobody else's door. */
const freeFor = async ({ call }: Office, ticketId: string): Promise<string[]> => {
  const { candidates } = await call('dispatcher1', dispatchApi.suggest, { ticketId })
  const free: string[] = []
  for (const engineerId of engineers.filter(id => candidates.some(one => one.engineerId === id))) {
    const filter = { assigneeId: engineerId, status: ['working' as const, 'waiting' as const] }
    const { items } = await call('dispatcher1', ticketsApi.list, { filter })
    if (items.length === 0) free.push(engineerId)
  }
  return free
}

const ticketsOfCustomer = async ({ call }: Office): Promise<string[]> =>
  (await call('dispatcher1', ticketsApi.list, { filter: { customerId }, limit: 100 })).items.map(({ id }) => id)

const settled = async ({ call }: Office, ticketId: string) => {
  for (let tries = 0; tries < 200; tries++) {
    const { items } = await call('finance1', settlementApi.ofTicket, { ticketId })
    if (items.length > 0) return items
    await wait(100)
  }
  return []
}

describe.each(testedKinds())('an office whose server is killed again and again [%s]', kind => {
  const dataDir = mkdtempSync(join(tmpdir(), 'paidan-killed-'))
  let database: Awaited<ReturnType<typeof newMigrated>>
  let office: Office
  beforeAll(async () => {
    database = await newMigrated(kind)
    office = await openOffice({ DATA_DIR: dataDir, ...(kind === 'mysql' && { DATABASE_URL: database.url }) })
  }, 90_000)
  afterAll(async () => {
    await office.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('loses nothing and does nothing twice', async () => {
    const first = await newTicket(office)
    const free = await freeFor(office, first.id)
    const before = await ticketsOfCustomer(office)
    expect(free.length).toBeGreaterThan(1)

    let isQuiet = false
    const killing = (async () => {
      for (const ms of LIVES_MS) {
        await wait(ms)
        await office.killAndStart()
      }
    })().finally(() => {
      isQuiet = true
    })
    const working = free.map(async engineerId => {
      const done: string[] = []
      while (!isQuiet) done.push(await live(office, engineerId))
      return done
    })
    const [, ...done] = await Promise.all([killing, ...working])
    const ids = done.flat()

    expect((await ticketsOfCustomer(office)).sort()).toEqual([...before, ...ids].sort())
    for (const id of ids) {
      const { status, timeline } = await office.call('dispatcher1', ticketsApi.get, { id })
      expect(status).toBe('completed')
      expect(timeline.map(row => row.kind)).toEqual(['create', 'assign', 'accept', 'arrive', 'finish', 'confirm'])
      expect((await settled(office, id)).map(line => line.code)).toEqual(['base'])
    }
    expect((await office.call('admin1', deadLettersApi.list, {})).items).toEqual([])
  }, 180_000)
})

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { readServerConfig } from '../../config/server'
import { type Context, openContext } from '../../server/context'
import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { sealerOf } from '../../server/wecom/tokens/envelope'
import { takeLease } from '../../server/wecom/tokens/store'
import { storedTokens } from '../../server/wecom/tokens/stored/client'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { type DatabaseKind, newDatabase, type TestDatabase, testedKinds } from '../support/databases'

const GETTOKEN = '/cgi-bin/gettoken'
const CONTACT = '/cgi-bin/externalcontact/get'
const PROCESSES = 4
const CALLS = 50

/** A platform and a database that several processes may meet at; the clock runs, `skip` hours before or behind. */
type Scene = {
  platform: Platform
  database: TestDatabase
  environment: Record<string, string>
  skip: (ms: number) => void
  now: () => number
}

const openScene = async (kind: DatabaseKind): Promise<Scene> => {
  let ahead = 0
  const now = () => Date.now() + ahead
  const app = { corpId: 'wwtest', agentId: 1000002, secret: 'test-secret' }
  const platform = await startPlatform({ ...app, now })
  platform.addCustomer({ externalUserId: 'customer', name: '陈雅琴', followers: [{ userId: 'lisi' }] })
  const database = await newDatabase(kind)
  const environment = {
    DATA_DIR: database.dataDir,
    LOG_LEVEL: 'silent',
    PAIDAN_MODE: 'demo',
    APP_SECRET: 'a secret of forty characters for the test',
    WECOM_CORP_ID: app.corpId,
    WECOM_AGENT_ID: String(app.agentId),
    WECOM_SECRET: app.secret,
    WECOM_API_BASE: platform.baseUrl,
    ...(kind === 'mysql' && { DATABASE_URL: database.url }),
  }
  const skip = (ms: number) => {
    ahead += ms
  }
  return { platform, database, environment, skip, now }
}

const closeScene = async ({ platform, database }: Scene): Promise<void> => {
  await platform.stop()
  await database.drop()
}

const startCaller = async ({ environment }: Scene): Promise<ChildProcess> => {
  const child = fork(join(__dirname, 'tokenCaller.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, ...environment },
  })
  await once(child, 'message')
  return child
}

const callsBy = async (child: ChildProcess, times: number): Promise<unknown[]> => {
  const answer = once(child, 'message')
  child.send(times)
  return (await answer)[0]
}

const contextOf = ({ environment, now }: Scene): Promise<Context> =>
  openContext(readServerConfig(environment), { now: () => new Date(now()) })

// A server database is what several processes share; the embedded one belongs to one.
const shared = testedKinds().filter(kind => kind === 'mysql')
const title = `${PROCESSES} processes that make ${CALLS} calls each on a dead token fetch one`
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else test.each(shared)(`${title} [%s]`, storm, 60_000)

async function storm(kind: DatabaseKind): Promise<void> {
  const scene = await openScene(kind)
  const { platform } = scene
  scene.skip(-3 * HOUR)
  const first = await contextOf(scene)
  await first.outside.wecom.externalContact('customer')
  await first.close()
  expect(platform.calls(GETTOKEN)).toBe(1)
  scene.skip(3 * HOUR)

  const callers = await Promise.all(Array.from({ length: PROCESSES }, () => startCaller(scene)))
  const everyone = () => Promise.all(callers.map(child => callsBy(child, CALLS)))
  expect((await everyone()).flat()).toEqual([])
  const afterExpiry = platform.calls(GETTOKEN)
  platform.expireTokens(42001)
  expect((await everyone()).flat()).toEqual([])
  const afterDeath = platform.calls(GETTOKEN)
  for (const child of callers) child.send(0)
  await Promise.all(callers.map(child => once(child, 'exit')))
  await closeScene(scene)
  expect(afterExpiry).toBe(2)
  expect(afterDeath).toBe(3)
}

describe.each(testedKinds())('the company’s token [%s]', kind => {
  let scene: Scene
  let context: Context
  beforeAll(async () => {
    scene = await openScene(kind)
    context = await contextOf(scene)
  })
  afterAll(async () => {
    await context.close()
    await closeScene(scene)
  })
  const call = () => context.outside.wecom.externalContact('customer')
  const fetches = () => scene.platform.calls(GETTOKEN)

  test('is fetched once for all who need it, and again only shortly before its end', async () => {
    const before = fetches()
    await Promise.all(Array.from({ length: CALLS }, call))
    expect(fetches()).toBe(before + 1)
    scene.skip(2 * HOUR - 6 * MINUTE)
    await call()
    expect(fetches()).toBe(before + 1)
    scene.skip(2 * MINUTE)
    await Promise.all([call(), call()])
    expect(fetches()).toBe(before + 2)
  })

  test('is refreshed once by a storm on one that died early, and each call is repeated once', async () => {
    await call()
    const before = { fetches: fetches(), calls: scene.platform.calls(CONTACT) }
    scene.platform.expireTokens(40014)
    await Promise.all(Array.from({ length: CALLS }, call))
    expect(fetches()).toBe(before.fetches + 1)
    expect(scene.platform.calls(CONTACT)).toBe(before.calls + 2 * CALLS)
  })

  test('is not refreshed without end when every new one is refused', async () => {
    scene.skip(MINUTE)
    await call()
    const before = fetches()
    for (let n = 0; n < 5; n++) {
      scene.platform.expireTokens()
      await call().catch(() => undefined)
    }
    expect(fetches()).toBeLessThanOrEqual(before + 1)
    scene.skip(11 * SECOND)
    await call()
  })

  test('goes on to its real end when no new one can be had', async () => {
    scene.skip(3 * HOUR)
    await call()
    scene.skip(2 * HOUR - 4 * MINUTE)
    const before = fetches()
    scene.platform.misbehave({ dropReply: true, only: GETTOKEN })
    await call()
    await call()
    expect(fetches()).toBe(before + 1)
    scene.platform.misbehave({})
    scene.skip(MINUTE)
    await call()
    expect(fetches()).toBe(before + 2)
  })

  test('stands sealed in the database, and another secret cannot open it', async () => {
    await call()
    const [row] = (await context.db.reader.query('SELECT * FROM wecom_tokens')) as Record<string, unknown>[]
    const token = await new Promise<string>((resolve, reject) => {
      const tokens = storedTokens({
        db: context.db,
        now: scene.now,
        newId: context.newId,
        secret: context.config.appSecret,
      })
      tokens.get(String(row?.id), async () => ({ value: 'none', expiresInSeconds: 0 })).then(resolve, reject)
    })
    expect(token).toHaveLength(214)
    expect(JSON.stringify(row)).not.toContain(token.slice(0, 20))
    expect(sealerOf('another secret of forty characters or so').open(String(row?.id), String(row?.value))).toBeNull()
    expect(sealerOf(context.config.appSecret).open('another key', String(row?.value))).toBeNull()
  })

  test('is not fetched by one who read the clock just before another took the lease, unless the clock was put back', async () => {
    const takes = (holder: string, at: number): Promise<boolean> =>
      context.db.write(tx =>
        takeLease(tx, { id: 'lease', holder, now: new Date(at), until: new Date(at + 20 * SECOND) }),
      )
    const now = scene.now()
    expect(await takes('one', now)).toBe(true)
    expect(await takes('two', now - 5)).toBe(false)
    expect(await takes('three', now - 5 * SECOND)).toBe(false)
    expect(await takes('four', now + 19 * SECOND)).toBe(false)
    expect(await takes('five', now - HOUR)).toBe(true)
  })

  test('is fetched by somebody else when the process that fetched it has died', async () => {
    await call()
    const until = scene.now() + 10 * SECOND
    await context.db.write(tx =>
      tx.query("UPDATE wecom_tokens SET refresh_at = 0, expires_at = 0, lock_holder = 'gone', locked_until = ?", [
        until,
      ]),
    )
    const other = await contextOf(scene)
    const before = fetches()
    const called = other.outside.wecom.externalContact('customer')
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(fetches()).toBe(before)
    scene.skip(11 * SECOND)
    await called
    await other.close()
    expect(fetches()).toBe(before + 1)
  })

  test('is not lost to somebody who comes late with an old one', async () => {
    const tokens = storedTokens({ db: context.db, now: scene.now, newId: context.newId, secret: 'x'.repeat(32) })
    const give = (value: string) => async () => ({ value, expiresInSeconds: 7200 })
    expect(await tokens.get('k', give('first'))).toBe('first')
    await tokens.drop('k', 'first')
    expect(await tokens.get('k', give('second'))).toBe('second')
    scene.skip(MINUTE)
    await tokens.drop('k', 'first')
    expect(await tokens.get('k', give('third'))).toBe('second')
  })
})

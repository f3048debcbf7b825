import { readServerConfig } from '../../config/server'
import { type Context, openContext } from '../../server/context'
import { introduceCompany } from '../../server/demo/company/contacts'
import { loadCompany } from '../../server/demo/company/load'
import type { SealedCallback } from '../../server/demo/platform/callbacks'
import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { type DatabaseKind, newDatabase, testedKinds } from '../support/databases'
import { type Running, startServer } from '../support/product'

const POSTS = 10_000
const AT_ONCE = 40
const MEMBERS = ['zhangsan', 'chenli', 'zhouqian', 'lisi', 'wangwu']

const wecom = { corpId: 'wwstorm', agentId: 1000002, secret: 'storm-secret' }
const callback = { token: 'stormtoken', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }

const shared = testedKinds().filter(kind => kind === 'mysql')
const title =
  '10,000 mixed callbacks at two processes, one killed in the middle: every distinct event once, nothing else'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else test.each(shared)(`${title} [%s]`, storm, 300_000)

async function storm(kind: DatabaseKind): Promise<void> {
  const database = await newDatabase(kind)
  const platform = await startPlatform(wecom)
  introduceCompany(platform)
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: database.dataDir,
    PAIDAN_MODE: 'production',
    PUBLIC_URL: 'https://paidan.example.com',
    APP_SECRET: 'a secret of forty characters for the test',
    WECOM_CORP_ID: wecom.corpId,
    WECOM_AGENT_ID: String(wecom.agentId),
    WECOM_SECRET: wecom.secret,
    WECOM_TOKEN: callback.token,
    WECOM_AES_KEY: callback.aesKey,
    WECOM_API_BASE: platform.baseUrl,
    WECHAT_API_BASE: platform.baseUrl,
  }
  const context = await openContext({ ...readServerConfig(env), logLevel: 'silent' })
  await loadCompany(context)
  const [first, second] = await Promise.all([startServer(env), startServer(env)])
  platform.setCallback({ url: `${first.url}/wecom/callback`, ...callback })

  const { posts, distinct, drafts } = mixture(platform)
  await postAll(posts, [first, second], POSTS / 2)
  await untilQuiet(context)

  const inbox = await rows(context, 'SELECT state, COUNT(*) AS n FROM wecom_inbox GROUP BY state')
  const tickets = await rows(context, 'SELECT description AS state, COUNT(*) AS n FROM tickets GROUP BY description')
  const dead = await rows(context, 'SELECT subscriber AS state, COUNT(*) AS n FROM deliveries GROUP BY subscriber')
  await Promise.all([first.stop(), second.stop()])
  await context.close()
  await platform.stop()
  await database.drop()

  expect(inbox.reduce((sum, { n }) => sum + Number(n), 0)).toBe(distinct)
  expect(inbox.map(({ state }) => state)).not.toContain('received')
  expect(tickets.map(({ state, n }) => `${state} x${n}`).sort()).toEqual(drafts.map(words => `${words} x1`).sort())
  expect(dead).toEqual([])
}

type Post = { sealed: SealedCallback; isGenuine: boolean }

/** Distinct events, their repeats under a fresh seal, and forgeries, in any order. */
const mixture = (platform: Platform): { posts: Post[]; distinct: number; drafts: string[] } => {
  const genuine: SealedCallback[] = []
  const drafts: string[] = []
  for (let n = 0; n < 5000; n++) {
    const member = MEMBERS[n % MEMBERS.length] ?? ''
    if (n % 25 === 0) {
      const words = `第 ${n} 户空调不制冷`
      drafts.push(words)
      genuine.push(platform.compose.memberSays('zhangsan', words))
    } else genuine.push(platform.compose.sendEvent({ Event: `unheard_of_${n % 7}`, FromUserName: member, Serial: n }))
  }
  const posts: Post[] = genuine.map(sealed => ({ sealed, isGenuine: true }))
  while (posts.length < POSTS) {
    const sealed = genuine[(posts.length * 7919) % genuine.length] as SealedCallback
    const kind = posts.length % 10
    if (kind < 6) posts.push({ sealed: platform.reseal(sealed), isGenuine: true })
    else if (kind < 8) posts.push({ sealed: { ...sealed, url: forged(sealed.url) }, isGenuine: false })
    else posts.push({ sealed: { ...sealed, body: sealed.body.slice(0, sealed.body.length / 2) }, isGenuine: false })
  }
  return { posts: shuffled(posts), distinct: genuine.length, drafts }
}

const forged = (url: string): string =>
  url.replace(/msg_signature=(.)/, (_, digit) => `msg_signature=${digit === '0' ? '1' : '0'}`)

/** The same order in every run: a failure can be looked at again. */
const shuffled = <T>(items: T[]): T[] => {
  let seed = 42
  const order = items.map(item => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return { item, seed }
  })
  return order.sort((a, b) => a.seed - b.seed).map(({ item }) => item)
}

/** Posts at both servers in turn; half-way the second is killed outright. Silence is repeated, as WeCom does. */
const postAll = async (
  posts: readonly Post[],
  [first, second]: [Running, Running],
  killAfter: number,
): Promise<void> => {
  let next = 0
  let isKilled = false
  const send = async ({ sealed, isGenuine }: Post, server: Running): Promise<void> => {
    const url = sealed.url.replace(/^https?:\/\/[^/]+/, server.url)
    const status = await fetch(url, {
      method: 'POST',
      body: sealed.body,
      headers: { 'content-type': sealed.contentType },
    }).then(
      answer => answer.status,
      () => null,
    )
    if (status === null) return send({ sealed, isGenuine }, first)
    if (isGenuine ? status !== 200 : status < 400)
      throw new Error(`answered ${status} to ${isGenuine ? 'a genuine' : 'a forged'} one`)
  }
  const worker = async () => {
    for (let post = posts[next++]; post; post = posts[next++]) {
      if (next > killAfter && !isKilled) {
        isKilled = true
        await second.stop('SIGKILL')
      }
      await send(post, !isKilled && next % 2 === 0 ? second : first)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const rows = (context: Context, sql: string): Promise<{ state: string; n: number | string }[]> =>
  context.db.reader.query(sql)

/** What the killed process had taken comes back when its lease ends, a minute later. */
const untilQuiet = async (context: Context): Promise<void> => {
  for (let waited = 0; waited < 240; waited++) {
    const [owed] = await rows(context, "SELECT '' AS state, COUNT(*) AS n FROM deliveries WHERE state = 'waiting'")
    if (Number(owed?.n) === 0) return
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
}

import { WebSocket } from 'ws'
import type { BotConfig } from '../../config/server'
import { type ConnectionTimes, startBotConnection } from '../../server/bot/connection/client'
import { type Context, openContext } from '../../server/context'
import { type BotSocket, startBotSocket } from '../../server/demo/platform/botSocket'
import { MINUTE, SECOND } from '../../shared/kernel/time'
import { testedKinds } from '../support/databases'
import { everyDatabase, openWorld, type World } from '../support/world'
import { introduced } from '../wecom/inbox'
import { AES_KEY, cardOf, messagesOf, PNG, ticketSeenBy } from './desk'

const account = { botId: 'AIBOT1', secret: 'bot-secret' }
/** Quick in real time; the lease is by the clock of the world. */
const times: ConnectionTimes = {
  leadEveryMs: 10,
  leaseMs: 30 * SECOND,
  pingEveryMs: 20,
  ackMs: 500,
  relayEveryMs: 10,
  backOffMs: () => 10,
}

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 2000) throw new Error('it does not come to pass')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

const botAt = ({ url }: BotSocket, more: Partial<typeof account> = {}): BotConfig => ({
  mode: 'socket',
  ...account,
  ...more,
  wsBase: url,
})

everyDatabase('the long connection', world => {
  let socket: BotSocket
  let connection: { stop: () => Promise<void> }

  beforeAll(async () => {
    introduced(world())
    socket = await startBotSocket(account, () => world().now().getTime())
    Object.assign(world().context.config, { bot: botAt(socket) })
    connection = startBotConnection(world().context, times)
    await until(() => socket.isConnected())
  })
  afterAll(async () => {
    await connection.stop()
    await socket.stop()
  })

  const plain = () => world().platform.botSays
  /** What the bot says to one request, once the worker has done its part. */
  const answers = async (requestId: string, cmd: string) => {
    await until(async () => {
      await world().drain()
      return socket.told.some(line => line.requestId === requestId && line.cmd === cmd)
    })
    const line = socket.told.find(one => one.requestId === requestId && one.cmd === cmd)
    expect(line?.errcode).toBe(0)
    return line?.body as Record<string, unknown>
  }
  const sendsTold = () => socket.told.filter(({ cmd }) => cmd === 'aibot_send_msg')

  test('answers what is said under the same request', async () => {
    const requestId = socket.bring(plain().memberTellsBot('zhangsan', '你好'))
    expect(await answers(requestId, 'aibot_respond_msg')).toMatchObject({
      msgtype: 'stream',
      stream: { finish: true, content: expect.stringContaining('我可以帮您') },
    })
    await until(async () => (await messagesOf(world())).every(({ state }) => state !== 'answered'))
  })

  test('brings a draft card, takes its click and shows the outcome', async () => {
    const { platform } = world()
    const aesKey = Buffer.from(AES_KEY, 'base64').toString('base64')
    const pictures = [{ url: platform.addBotPicture(PNG, aesKey), aeskey: aesKey }]
    const shows = plain().memberShowsBot('zhangsan', { words: '报修 空调漏水 电话13900000101', pictures })
    const card = (await answers(socket.bring(shows), 'aibot_respond_msg')).template_card
    const { taskId, ticketId } = cardOf({ says: '', card: card as Record<string, unknown> })
    const draft = await ticketSeenBy(world(), 'sales1', ticketId)
    expect(draft.timeline.flatMap(({ files }) => files)).toMatchObject([{ mime: 'image/png' }])
    const click = plain().memberClicksBotCard('zhangsan', taskId, 'draft.submit')
    expect(await answers(socket.bring(click), 'aibot_respond_update_msg')).toMatchObject({
      response_type: 'update_template_card',
      template_card: { main_title: { title: expect.stringContaining('已提交') } },
    })
    expect((await ticketSeenBy(world(), 'sales1', ticketId)).status).toBe('open')
  })

  test('welcomes whoever opens the chat', async () => {
    const requestId = socket.bring(plain().memberEntersBot('zhangsan'))
    expect(await answers(requestId, 'aibot_respond_welcome_msg')).toMatchObject({ msgtype: 'text' })
  })

  test('answers a message once though it is brought twice', async () => {
    const plaintext = plain().memberTellsBot('zhangsan', '我的工单')
    const first = socket.bring(plaintext)
    await answers(first, 'aibot_respond_msg')
    const second = socket.bring(plaintext)
    const marker = socket.bring(plain().memberTellsBot('zhangsan', '你好'))
    await answers(marker, 'aibot_respond_msg')
    expect(socket.told.filter(({ requestId }) => requestId === second)).toEqual([])
  })

  test('says what its request no longer takes unasked, within the limits of the conversation', async () => {
    await world().pass(2 * MINUTE)
    const before = sendsTold().length
    const texts = Array.from({ length: 35 }, (_, n) => plain().memberTellsBot('chenli', `你好 ${n}`, 'wr9'))
    for (const text of texts) socket.bring(text)
    socket.forgetRequests()
    const answered = async () => (await messagesOf(world())).filter(({ state }) => state === 'answered').length
    await until(async () => {
      await world().drain()
      return sendsTold().length - before === 30 && (await answered()) === 5
    })
    expect(sendsTold()[before]?.body).toMatchObject({ chatid: 'wr9', chat_type: 2, msgtype: 'markdown' })
    await world().pass(MINUTE + 1)
    await until(async () => (await answered()) === 0)
    expect(sendsTold().length - before).toBe(35)
    expect(sendsTold().every(({ errcode }) => errcode === 0)).toBe(true)
  })

  test('comes back when the network fails, and when heartbeats stay unanswered', async () => {
    const before = socket.subscriptions()
    socket.cut()
    await until(() => socket.subscriptions() > before && socket.isConnected())
    const again = socket.subscriptions()
    socket.deafen(true)
    await until(() => socket.subscriptions() > again)
    socket.deafen(false)
    const requestId = socket.bring(plain().memberTellsBot('zhangsan', '你好'))
    await answers(requestId, 'aibot_respond_msg')
  })
})

/** Another process on the same database. */
const processOf = async (world: World, bot: BotConfig): Promise<Context> =>
  openContext({ ...world.context.config, bot }, { now: world.now })

/** A process that has stopped in the middle of everything, its connection still open. */
const frozen = (context: Context): void => {
  Object.assign(context.db, { write: () => new Promise(() => undefined) })
}

/** On a server when there is one: an embedded file that two contexts of one process share blocks the one thread they have. */
describe('two processes with one bot', () => {
  let opened: World | undefined
  const world = (): World => {
    if (!opened) throw new Error('the world opens before the first test')
    return opened
  }
  beforeAll(async () => {
    opened = await openWorld(testedKinds().at(-1))
  })
  afterAll(() => opened?.close())
  let socket: BotSocket
  let contexts: Context[]
  beforeEach(async () => {
    socket = await startBotSocket(account, () => world().now().getTime())
    contexts = await Promise.all([processOf(world(), botAt(socket)), processOf(world(), botAt(socket))])
    await world().pass(MINUTE)
  })
  afterEach(async () => {
    await socket.stop()
    for (const { close } of contexts) await close()
  })
  const holderOf = async (): Promise<string | undefined> => {
    const [row] = (await world().context.db.reader.query('SELECT holder FROM leaders')) as { holder: string }[]
    return row?.holder
  }
  /** Long enough for whoever would connect to have done so. */
  const rest = () => new Promise(resolve => setTimeout(resolve, 200))

  test('hold one connection, and the other takes over when the leader ends well', async () => {
    const [first, second] = contexts.map(context => startBotConnection(context, times))
    await until(() => socket.isConnected())
    await rest()
    expect(socket.subscriptions()).toBe(1)
    const leader = await holderOf()
    const [ends, stays] = [first, second]
    await ends?.stop()
    await until(() => socket.isConnected())
    await rest()
    expect(socket.subscriptions()).toBeLessThanOrEqual(2)
    await stays?.stop()
    expect(leader).toBeDefined()
    expect(await holderOf()).toBeUndefined()
  })

  test('fail over within a minute when the leader stands still, and the one that is kicked stays quiet', async () => {
    const [firstContext, secondContext] = contexts as [Context, Context]
    const first = startBotConnection(firstContext, times)
    await until(() => socket.isConnected())
    const leader = await holderOf()
    const second = startBotConnection(secondContext, times)
    await rest()
    expect(socket.subscriptions()).toBe(1)
    frozen(firstContext)
    await world().pass(45 * SECOND)
    await until(() => socket.subscriptions() === 2)
    await rest()
    expect(socket.subscriptions()).toBe(2)
    expect(socket.isConnected()).toBe(true)
    expect(await holderOf()).not.toBe(leader)
    await second.stop()
    void first.stop()
  })

  test('leave the bot to a stranger who has taken it over', async () => {
    const [context] = contexts as [Context]
    const connection = startBotConnection(context, times)
    await until(() => socket.isConnected())
    const stranger = new WebSocket(socket.url)
    stranger.once('open', () =>
      stranger.send(
        JSON.stringify({
          cmd: 'aibot_subscribe',
          headers: { req_id: 's1' },
          body: { bot_id: account.botId, secret: account.secret },
        }),
      ),
    )
    await until(() => socket.subscriptions() === 2)
    await rest()
    expect(socket.subscriptions()).toBe(2)
    stranger.terminate()
    await rest()
    expect(socket.subscriptions()).toBe(2)
    await connection.stop()
  })

  test('keep trying, quietly, when the platform does not know the secret', async () => {
    const context = await processOf(world(), botAt(socket, { secret: 'wrong' }))
    const connection = startBotConnection(context, times)
    const refused = () => socket.told.filter(({ cmd, errcode }) => cmd === 'aibot_subscribe' && errcode !== 0).length
    await until(() => refused() > 2)
    expect(socket.isConnected()).toBe(false)
    await connection.stop()
    await context.close()
  })
})

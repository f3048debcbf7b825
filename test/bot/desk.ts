import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newApp } from '../../server/app'
import { readBotReply } from '../../server/demo/platform/botReplies'
import type { SealedCallback } from '../../server/demo/platform/callbacks'
import type { Json } from '../../server/demo/platform/wire'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import type { World } from '../support/world'

export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const keys = { token: 'QDG6eK', aesKey: AES_KEY }

/** One white pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
)

/** The bot in callback mode beside the world's own server, and its chat as people see it. */
export type BotDesk = {
  target: { url: string; token: string; aesKey: string }
  post: (sealed: SealedCallback) => Promise<Response>
  /** What the bot answers at once; null for an empty answer. */
  reply: (sealed: SealedCallback) => Promise<Json | null>
  /** The whole exchange: said, worked on, polled until it is finished. */
  chat: (userId: string, sealed: SealedCallback) => Promise<Shown>
  close: () => Promise<void>
}
export type Shown = { says: string; card: Json | null }

export const openBotDesk = async (world: World): Promise<BotDesk> => {
  Object.assign(world.context.config, { bot: { mode: 'callback', ...keys } })
  const server: Server = newApp(world.context).listen(0, '127.0.0.1')
  if (!server.listening) await new Promise(resolve => server.once('listening', resolve))
  const target = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/bot`, ...keys }
  world.platform.setBotCallback(target)

  const post = ({ url, body, contentType }: SealedCallback) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } })
  const reply = async (sealed: SealedCallback): Promise<Json | null> => {
    const answer = await post(sealed)
    if (answer.status !== 200) throw new Error(`the bot answered ${answer.status}`)
    return readBotReply(target, await answer.text())
  }
  const chat = async (userId: string, sealed: SealedCallback): Promise<Shown> => {
    const first = (await reply(sealed)) as { stream: { id: string } } | null
    await world.drain()
    return shownIn(await reply(world.platform.compose.platformAsksBot(userId, first?.stream.id ?? '')))
  }
  return {
    target,
    post,
    reply,
    chat,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** What stands in the chat after a finished frame. */
export const shownIn = (frame: Json | null): Shown => {
  const { stream, template_card: card } = (frame ?? {}) as {
    stream?: { finish: boolean; content: string }
    template_card?: Json
  }
  if (!stream?.finish) throw new Error(`the answer is not finished: ${JSON.stringify(frame)}`)
  return { says: stream.content, card: card ?? null }
}

export const cardOf = ({ card }: Shown): { taskId: string; number: string; ticketId: string } => {
  const { task_id: taskId = '', main_title: title } = (card ?? {}) as {
    task_id?: string
    main_title?: { title: string }
  }
  return { taskId, number: /T\d{8}-\d{4,}/.exec(title?.title ?? '')?.[0] ?? '', ticketId: taskId.split('_')[1] ?? '' }
}

export const ticketSeenBy = async (world: World, who: string, id: string): Promise<TicketView> =>
  (await world.as(who)).call(ticketsApi.get, { id })

/** An open ticket of the salesperson's own customer. */
export const openTicket = async (world: World, title: string, who = 'sales1'): Promise<TicketView> => {
  const sales = await world.as(who)
  const ticket = await sales.call(ticketsApi.create, {
    templateId: 'aircon-repair',
    customerId: 'customer01',
    title,
    answers: { symptom: '不制冷' },
  })
  await world.drain()
  return ticket
}

export const messagesOf = (world: World): Promise<{ id: string; kind: string; state: string }[]> =>
  world.context.db.reader.query('SELECT id, kind, state FROM bot_messages ORDER BY received_at, id')

import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { checkBotReply } from './botReplies'
import { memberLimits } from './memberLimits'
import { type Json, PlatformRefusal } from './wire'

type Line = {
  cmd: string
  requestId: string
  body: Json
  /** 0 when the platform took it. */
  errcode: number
}
type Frame = { cmd?: string; headers?: { req_id?: string }; body?: Json }

const EVENT_MS = 5000
const OVER = 846605
const LATE = 846608

/** The long connection of AI bots, protocol section 9.3: one connection per bot, a second one kicks the first. */
export const startBotSocket = async (bot: { botId: string; secret: string }, now: () => number) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const told: Line[] = []
  const asked = new Map<string, { isEvent: boolean; at: number }>()
  const spoken = new Set<string>()
  const mayTell = memberLimits(now)
  let current: WebSocket | null = null
  let subscriptions = 0
  let requests = 0
  let isDeaf = false

  const send = (to: WebSocket, frame: object): void => to.send(JSON.stringify(frame))
  const push = (to: WebSocket, isEvent: boolean, body: object): string => {
    requests += 1
    const requestId = `req-${String(requests).padStart(6, '0')}`
    asked.set(requestId, { isEvent, at: now() })
    const cmd = isEvent ? 'aibot_event_callback' : 'aibot_msg_callback'
    send(to, { cmd, headers: { req_id: requestId }, body })
    return requestId
  }

  const subscribe = (socket: WebSocket, body: Json): number => {
    if (body.bot_id !== bot.botId || body.secret !== bot.secret) return 40001
    const former = current
    current = socket
    subscriptions += 1
    if (former) {
      push(former, true, { msgtype: 'event', event: { eventtype: 'disconnected_event' } })
      former.close()
    }
    return 0
  }

  const openRequest = (requestId: string, isEvent: boolean): void => {
    const request = asked.get(requestId)
    if (!request || request.isEvent !== isEvent) throw new PlatformRefusal(OVER, 'invalid req_id')
    if (isEvent && now() - request.at > EVENT_MS) throw new PlatformRefusal(LATE, 'too late')
  }

  const commands: Record<string, (requestId: string, body: Json) => void> = {
    aibot_respond_msg: (requestId, body) => {
      openRequest(requestId, false)
      checkBotReply(body, ['stream', 'template_card', 'text', 'markdown'])
    },
    aibot_respond_welcome_msg: (requestId, body) => {
      openRequest(requestId, true)
      checkBotReply(body, ['text', 'template_card'])
    },
    aibot_respond_update_msg: (requestId, body) => {
      openRequest(requestId, true)
      checkBotReply(body, ['update_template_card'])
    },
    aibot_send_msg: (_, body) => {
      const conversation = `${body.chat_type}:${body.chatid}`
      if (!spoken.has(conversation)) throw new PlatformRefusal(84061, 'nobody has spoken there')
      if (!mayTell(conversation)) throw new PlatformRefusal(45009, 'too many messages')
      checkBotReply(body, ['markdown', 'template_card'])
    },
  }

  const handle = (socket: WebSocket, { cmd = '', body = {} }: Frame, requestId: string): number => {
    if (cmd === 'aibot_subscribe') return subscribe(socket, body)
    if (socket !== current) return 40001
    if (cmd === 'ping') return 0
    try {
      const command = commands[cmd]
      if (!command) throw new PlatformRefusal(40008, 'unknown command')
      command(requestId, body)
      return 0
    } catch (error) {
      if (error instanceof PlatformRefusal) return error.errcode
      throw error
    }
  }

  server.on('connection', socket => {
    socket.on('message', data => {
      const frame = JSON.parse(data.toString()) as Frame
      const requestId = frame.headers?.req_id ?? ''
      if (isDeaf && frame.cmd === 'ping') return
      const errcode = handle(socket, frame, requestId)
      if (frame.cmd !== 'ping') told.push({ cmd: frame.cmd ?? '', requestId, body: frame.body ?? {}, errcode })
      send(socket, { headers: { req_id: requestId }, errcode, errmsg: errcode === 0 ? 'ok' : 'refused' })
    })
    socket.on('close', () => {
      if (current === socket) current = null
    })
  })

  return {
    url,
    /** Every frame of the bot but its heartbeats. */
    told,
    subscriptions: () => subscriptions,
    isConnected: () => current !== null,
    /** Brings the bot a message or an event (the JSON of `compose`); the id of the request. */
    bring: (json: string): string => {
      if (!current) throw new Error('the bot is not connected')
      const body = JSON.parse(json) as Json & { from: { userid: string } }
      spoken.add(body.chatid ? `2:${body.chatid}` : `1:${body.from.userid}`)
      return push(current, body.msgtype === 'event', body)
    },
    /** From now on replies to what was brought before come too late. */
    forgetRequests: (): void => asked.clear(),
    /** Heartbeats stay unanswered. */
    deafen: (to: boolean): void => {
      isDeaf = to
    },
    /** The network fails. */
    cut: (): void => current?.terminate(),
    stop: (): Promise<void> =>
      new Promise(resolve => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      }),
  }
}
export type BotSocket = Awaited<ReturnType<typeof startBotSocket>>

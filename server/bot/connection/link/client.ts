import { WebSocket } from 'ws'
import { type Frame, readFrame } from '../rules'

export type LinkSettings = {
  url: string
  botId: string
  secret: string
  pingEveryMs: number
  /** How long an acknowledgement may take. */
  ackMs: number
  newId: () => string
}

export type LinkEvents = {
  /** The platform has accepted the bot. */
  up: () => void
  /** A message or an event. */
  came: (frame: Frame) => void
  /** Told once, whatever ended it; `refused`: the platform does not know this bot or secret. */
  down: (reason: 'lost' | 'refused') => void
}

export type Link = {
  /** The errcode of the acknowledgement; rejects when none comes. A frame of our own has a request id of our own. */
  tell: (cmd: string, requestId: string | null, body: object) => Promise<number>
  /** Ends it without telling. */
  close: () => void
}

const MOST_MISSED_PONGS = 2

/** One connection of one bot: subscribes, keeps it alive, gives on what comes and matches acknowledgements. */
export const openLink = (settings: LinkSettings, events: LinkEvents): Link => {
  const { url, botId, secret, pingEveryMs, ackMs, newId } = settings
  const socket = new WebSocket(url, { handshakeTimeout: ackMs, maxPayload: 4 * 1024 * 1024 })
  const awaited = new Map<string, { ack: (errcode: number) => void; fail: (error: Error) => void }>()
  let missedPongs = 0
  let heartbeat: NodeJS.Timeout | undefined
  let isRefused = false
  let isOver = false

  const end = (): void => {
    clearInterval(heartbeat)
    for (const { fail } of awaited.values()) fail(new Error('the connection has ended'))
    awaited.clear()
    socket.terminate()
  }

  const tell: Link['tell'] = (cmd, requestId, body) =>
    new Promise((resolve, reject) => {
      const id = requestId ?? `${cmd}_${newId()}`
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the connection is not open'))
      const late = setTimeout(() => settle(id)?.fail(new Error(`no acknowledgement of ${cmd}`)), ackMs)
      awaited.set(id, {
        ack: errcode => {
          clearTimeout(late)
          resolve(errcode)
        },
        fail: error => {
          clearTimeout(late)
          reject(error)
        },
      })
      socket.send(JSON.stringify({ cmd, headers: { req_id: id }, body }))
    })

  const settle = (id: string) => {
    const one = awaited.get(id)
    awaited.delete(id)
    return one
  }

  const beat = (): void => {
    if (missedPongs >= MOST_MISSED_PONGS) {
      socket.terminate()
      return
    }
    missedPongs += 1
    tell('ping', null, {}).then(
      () => {
        missedPongs = 0
      },
      () => undefined,
    )
  }

  socket.on('open', () => {
    tell('aibot_subscribe', null, { bot_id: botId, secret }).then(
      errcode => {
        if (errcode !== 0) {
          isRefused = true
          return socket.terminate()
        }
        heartbeat = setInterval(beat, pingEveryMs)
        events.up()
      },
      () => socket.terminate(),
    )
  })
  socket.on('message', data => {
    const frame = readFrame(data.toString())
    if (!frame) return
    if (frame.cmd === '') settle(frame.requestId)?.ack(frame.errcode ?? 0)
    else events.came(frame)
  })
  socket.on('error', () => undefined) // the close that follows is what counts
  socket.on('close', () => {
    if (isOver) return
    isOver = true
    end()
    events.down(isRefused ? 'refused' : 'lost')
  })

  return {
    tell,
    close: () => {
      isOver = true
      end()
    },
  }
}

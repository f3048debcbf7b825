import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export type Json = Record<string, unknown>
export type Asked = { query: URLSearchParams; headers: IncomingHttpHeaders; body: Buffer }
export type Answer = { json: Json } | { bytes: Buffer; contentType: string; fileName: string }
export type Handler = (asked: Asked) => Answer | Promise<Answer>
/** `GET /cgi-bin/gettoken` -> what answers it. */
export type Routes = Record<string, Handler>

/** An errcode, which these platforms send with HTTP 200. */
export class PlatformRefusal extends Error {
  constructor(
    readonly errcode: number,
    errmsg: string,
  ) {
    super(errmsg)
  }
}

export const ok = (json: Json = {}): Answer => ({ json: { errcode: 0, errmsg: 'ok', ...json } })

export const jsonOf = ({ body }: Asked): Json => {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'))
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json
  } catch {}
  throw new PlatformRefusal(40035, 'invalid parameter, Warning: wrong json format.')
}

/** How the outside world may fail. Holds until it is told otherwise, except `errcodeOnce`. */
export type Misbehaviour = {
  /** Every answer comes this late. */
  slowMs?: number
  /** The next call is refused with this errcode and has no effect. */
  errcodeOnce?: number
  /** Calls take effect, then the connection breaks instead of an answer. */
  dropReply?: boolean
  /** Only calls to this path. */
  only?: string
}

export type Wire = {
  baseUrl: string
  calls(path: string): number
  misbehave(misbehaviour: Misbehaviour): void
  stop(): Promise<void>
}

const MAX_BODY_BYTES = 25 * 1024 * 1024

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new PlatformRefusal(40206, 'request body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const send = (response: ServerResponse, answer: Answer): void => {
  if ('json' in answer) {
    response.writeHead(200, { 'Content-Type': 'application/json; charset=UTF-8' }).end(JSON.stringify(answer.json))
    return
  }
  const disposition = `attachment; filename="${Buffer.from(answer.fileName).toString('latin1')}"`
  response.writeHead(200, { 'Content-Type': answer.contentType, 'Content-disposition': disposition }).end(answer.bytes)
}

const refusalAnswer = ({ errcode, message }: PlatformRefusal): Answer => ({
  json: {
    errcode,
    errmsg: `${message}, from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`,
  },
})

/** One loopback HTTP server for all the platforms; port 0 takes a free one. */
export const listen = async (port: number, routes: Routes): Promise<Wire> => {
  const counts = new Map<string, number>()
  const stopping = new AbortController()
  let mood: Misbehaviour = {}

  const answerTo = async (request: IncomingMessage, handler: Handler, isAffected: boolean): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://platform')
    try {
      const body = await bodyOf(request)
      if (isAffected && mood.errcodeOnce !== undefined) {
        const errcode = mood.errcodeOnce
        mood = { ...mood, errcodeOnce: undefined }
        throw new PlatformRefusal(errcode, 'told to refuse')
      }
      return await handler({ query: url.searchParams, headers: request.headers, body })
    } catch (error) {
      if (error instanceof PlatformRefusal) return refusalAnswer(error)
      throw error
    }
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://platform')
    counts.set(pathname, (counts.get(pathname) ?? 0) + 1)
    const handler = routes[`${request.method} ${pathname}`]
    if (!handler) return response.writeHead(404).end()
    const isAffected = mood.only === undefined || mood.only === pathname
    try {
      const answer = await answerTo(request, handler, isAffected)
      if (isAffected && mood.slowMs) await delay(mood.slowMs, undefined, { signal: stopping.signal })
      if (isAffected && mood.dropReply) return request.socket.destroy()
      send(response, answer)
    } catch {
      request.socket.destroy()
    }
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: path => counts.get(path) ?? 0,
    misbehave: misbehaviour => {
      mood = misbehaviour
    },
    stop: () =>
      new Promise(resolve => {
        stopping.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { createHmac } from 'node:crypto'
import { lookup as resolveName } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export type Webhook = {
  /** The same for every try of one telling. */
  id: string
  url: string
  body: string
}

/** Throws unless the other side answers with 2xx in time. */
export type WebhookClient = { post: (webhook: Webhook) => Promise<void> }

type Settings = { secret: string; timeoutMs: number; isPrivateAllowed: boolean; now: () => number }

/** RFC 6890 and its successors: what is not the public internet. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(net, bits, 'ipv6')
}

const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Not the public internet; an IPv4 address in IPv6 clothes counts as the IPv4 address. */
export const isInside = (address: string): boolean => inside.check(address, kindOf(address))

class InsideAddress extends Error {
  constructor(host: string) {
    super(`the webhook's host ${host} is not on the public internet`)
  }
}

/** Judged on the very addresses that are connected to: a name cannot change its mind in between. */
const publicLookup: LookupFunction = (host, options, done) =>
  resolveName(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return done(error ?? new Error(`no address for ${host}`), '', 0)
    if (addresses.some(({ address }) => isInside(address))) return done(new InsideAddress(host), '', 0)
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })

export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

/** Of an answer only its status counts; no more than this is taken in. */
const MOST_ANSWER_BYTES = 64 * 1024

const statusOf = (answer: IncomingMessage): Promise<number> =>
  new Promise((resolve, reject) => {
    let bytes = 0
    const done = () => resolve(answer.statusCode ?? 0)
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= MOST_ANSWER_BYTES) return
      done()
      answer.destroy()
    })
    answer.on('end', done).on('error', reject)
  })

export const webhookClient = ({ secret, timeoutMs, isPrivateAllowed, now }: Settings): WebhookClient => ({
  post: async ({ id, url, body }) => {
    const target = new URL(url)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (!isPrivateAllowed && isIP(host) !== 0 && isInside(host)) throw new InsideAddress(host)
    const timestamp = String(Math.floor(now() / 1000))
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Paidan',
      'x-paidan-delivery': id,
      'x-paidan-timestamp': timestamp,
      'x-paidan-signature': signatureOf(secret, timestamp, body),
    }
    const request = target.protocol === 'https:' ? httpsRequest : httpRequest
    const status = await new Promise<number>((resolve, reject) => {
      const asked = request(target, {
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        ...(!isPrivateAllowed && { lookup: publicLookup }),
      })
      asked.on('response', answer => statusOf(answer).then(resolve, reject))
      asked.on('error', reject)
      asked.end(body)
    })
    // A redirect is not followed: it could lead anywhere.
    if (status < 200 || status >= 300) throw new Error(`the webhook at ${target.host} answered ${status}`)
  },
})

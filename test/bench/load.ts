import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'

export type Hit = { path: string; headers: Record<string, string>; body: string }
/** `warmUp` is sent first and not counted: a process that has just begun is slow itself. */
export type Load = { url: string; connections: number; warmUp?: Hit[]; hits: Hit[] }
export type Loaded = { seconds: number; perSecond: number; p50Ms: number; p99Ms: number; failures: number }

/** Sends every hit once over so many kept-alive connections, from a process of its own: its work is not the server's. */
export const drive = (load: Load): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    const child = fork(__filename, { serialization: 'advanced' })
    child.once('message', message => {
      resolve(message as Loaded)
      child.disconnect()
    })
    child.once('error', reject)
    child.send(load)
  })

const send = (agent: Agent, url: URL, hit: Hit): Promise<boolean> =>
  new Promise(resolve => {
    const { hostname, port } = url
    const call = request({ agent, hostname, port, path: hit.path, method: 'POST', headers: hit.headers }, reply => {
      reply.resume()
      reply.once('end', () => resolve(reply.statusCode === 200))
    })
    call.once('error', () => resolve(false))
    call.end(hit.body)
  })

const sendAll = async ({ url, connections, warmUp = [], hits }: Load): Promise<Loaded> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const address = new URL(url)
  if (warmUp.length > 0) await sendEach({ agent, address, connections, hits: warmUp })
  const loaded = await sendEach({ agent, address, connections, hits })
  agent.destroy()
  return loaded
}

type Sending = { agent: Agent; address: URL; connections: number; hits: Hit[] }

const sendEach = async ({ agent, address, connections, hits }: Sending): Promise<Loaded> => {
  const times: number[] = []
  let next = 0
  let failures = 0
  const worker = async () => {
    for (let hit = hits[next++]; hit; hit = hits[next++]) {
      const startedAt = performance.now()
      if (!(await send(agent, address, hit))) failures++
      times.push(performance.now() - startedAt)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (performance.now() - startedAt) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100
  return { seconds, perSecond: Math.round(hits.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99), failures }
}

if (process.send && require.main === module) {
  process.once('message', load => void sendAll(load as Load).then(result => process.send?.(result)))
}

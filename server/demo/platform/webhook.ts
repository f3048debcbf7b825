import { jsonOf, ok, PlatformRefusal, type Routes } from './wire'

const MINUTE_MS = 60_000
const PER_MINUTE = 20
const limits: Record<string, number> = { text: 2048, markdown: 4096, markdown_v2: 4096 }

export type RobotMessage = { at: number; kind: string; content: string }

/** Group robots by key, protocol section 4.6: no token, and twenty messages in any minute. */
export const webhooks = (now: () => number) => {
  const robots = new Map<string, RobotMessage[]>()

  const contentOf = (message: Record<string, unknown>): RobotMessage => {
    const kind = String(message.msgtype ?? '')
    const limit = limits[kind]
    if (limit === undefined) throw new PlatformRefusal(40008, 'invalid message type')
    const content = String((message[kind] as { content?: unknown } | undefined)?.content ?? '')
    if (content === '') throw new PlatformRefusal(93017, 'empty content')
    if (Buffer.byteLength(content) > limit) throw new PlatformRefusal(40058, 'content exceeds max length')
    return { at: now(), kind, content }
  }

  const routes: Routes = {
    'POST /cgi-bin/webhook/send': asked => {
      const said = robots.get(asked.query.get('key') ?? '')
      if (!said) throw new PlatformRefusal(93000, 'invalid webhook url')
      const message = contentOf(jsonOf(asked))
      if (said.filter(({ at }) => at > now() - MINUTE_MS).length >= PER_MINUTE)
        throw new PlatformRefusal(45009, 'api freq out of limit')
      said.push(message)
      return ok()
    },
  }
  return {
    routes,
    /** Puts a robot into a group. */
    addRobot: (key: string): void => void robots.set(key, []),
    saidByRobot: (key: string): readonly RobotMessage[] => robots.get(key) ?? [],
  }
}

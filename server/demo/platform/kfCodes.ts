import { createHash } from 'node:crypto'
import { PlatformRefusal } from './wire'

const WELCOME_LIFE_MS = 20_000
const MESSAGE_LIFE_MS = 48 * 3_600_000

type Chat = { openKfId: string; externalUserId: string }

/** welcome_code (20 s) and msg_code, each good for one message. */
export const codesOnce = (now: () => number) => {
  const issued = new Map<string, Chat & { goodUntil: number }>()
  let number = 0
  return {
    issue: (chat: Chat, kind: 'welcome' | 'msg'): string => {
      number += 1
      const code = createHash('md5').update(`kf.${number}`).digest('hex')
      issued.set(code, { ...chat, goodUntil: now() + (kind === 'welcome' ? WELCOME_LIFE_MS : MESSAGE_LIFE_MS) })
      return code
    },
    spend: (code: string): Chat => {
      const found = issued.get(code)
      issued.delete(code)
      if (!found || now() > found.goodUntil) throw new PlatformRefusal(41051, 'externaluser has started chatting')
      return found
    },
  }
}

import { PlatformRefusal } from './wire'

export type ResponseCodes = {
  /** A code that allows one update of the message within 72 h. */
  issue(messageId: string): string
  /** The message the code stands for; refuses one that is unknown, used or too old. */
  spend(code: string): string
}

const LIFE_MS = 72 * 3_600_000

export const responseCodes = (now: () => number): ResponseCodes => {
  const codes = new Map<string, { messageId: string; expiresAt: number }>()
  // Codes of an earlier run may still stand in somebody's database.
  let number = now()
  return {
    issue: messageId => {
      number += 1
      const code = `RC-${String(number).padStart(6, '0')}`
      codes.set(code, { messageId, expiresAt: now() + LIFE_MS })
      return code
    },
    spend: code => {
      const found = codes.get(code)
      if (!found || now() > found.expiresAt) throw new PlatformRefusal(60140, 'invalid response_code')
      codes.delete(code)
      return found.messageId
    },
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import { randomBytesFromPool } from './chance'

/** What a signature is for; the same text signed for another purpose has another signature. */
export type Purpose = 'code' | 'cursor' | 'file' | 'refresh' | 'report' | 'webhook'

export type Signer = {
  /** 22 characters (128 bits) of HMAC-SHA256, URL-safe. */
  sign: (purpose: Purpose, text: string) => string
  /** Constant time. */
  isSigned: (purpose: Purpose, text: string, signature: string) => boolean
  /** 22 random URL-safe characters, 132 bits: a token that nobody can guess. */
  randomToken: () => string
}

export const signerOf = (secret: string): Signer => {
  const sign = (purpose: Purpose, text: string): string =>
    createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url').slice(0, 22)
  return {
    sign,
    isSigned: (purpose, text, signature) => {
      const expected = Buffer.from(sign(purpose, text))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
    randomToken: () => randomBytesFromPool(17).toString('base64url').slice(0, 22),
  }
}

import type { Context as KoaContext } from 'koa'
import getRawBody from 'raw-body'
import { Refusal, refuse } from '../../shared/kernel/refusal'

export const MAX_JSON_BYTES = 4 * 1024 * 1024

/** The raw text of a body of at most `limit` bytes. Refuses with `request.too_large` or `request.malformed`. */
export const readText = async (koa: KoaContext, limit: number): Promise<string> => {
  try {
    return await getRawBody(koa.req, { limit, length: koa.req.headers['content-length'], encoding: 'utf-8' })
  } catch (error) {
    const isLarge = (error as { type?: string }).type === 'entity.too.large'
    throw new Refusal(isLarge ? 'request.too_large' : 'request.malformed')
  }
}

/** Half of a character, as a text that was cut in two ends with it, can neither be stored nor sent on: it becomes U+FFFD. */
const HALF = /\\u[dD][89a-fA-F]/
const whole = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value).toString() : value

/** Beyond what any of our documents needs, and well before whoever walks through a value runs out of stack. */
const MAX_NESTING = 2000

const isTooDeep = (text: string): boolean => {
  let depth = 0
  let isInText = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (isInText && sign === '\\') at++
    else if (sign === '"') isInText = !isInText
    else if (isInText) continue
    else if (sign === '[' || sign === '{') {
      if (++depth > MAX_NESTING) return true
    } else if (sign === ']' || sign === '}') depth--
  }
  return false
}

/** A JSON body and its exact text; an empty body is an empty object. */
export const readJson = async (koa: KoaContext): Promise<{ text: string; value: unknown }> => {
  const text = await readText(koa, MAX_JSON_BYTES)
  if (isTooDeep(text)) return refuse('request.malformed')
  try {
    return { text, value: text === '' ? {} : JSON.parse(text, HALF.test(text) ? whole : undefined) }
  } catch {
    return refuse('request.malformed')
  }
}

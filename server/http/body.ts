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

/** A JSON body and its exact text; an empty body is an empty object. */
export const readJson = async (koa: KoaContext): Promise<{ text: string; value: unknown }> => {
  const text = await readText(koa, MAX_JSON_BYTES)
  try {
    return { text, value: text === '' ? {} : JSON.parse(text) }
  } catch {
    return refuse('request.malformed')
  }
}

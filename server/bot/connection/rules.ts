import * as z from 'zod/mini'

/** One frame of the long connection, protocol section 9.3. An acknowledgement has an errcode and no command. */
export type Frame = { cmd: string; requestId: string; errcode: number | null; errmsg: string; body: unknown }

const frame = z.object({
  cmd: z._default(z.string(), ''),
  headers: z._default(z.object({ req_id: z._default(z.string(), '') }), { req_id: '' }),
  errcode: z.optional(z.number()),
  errmsg: z._default(z.string(), ''),
  body: z.optional(z.unknown()),
})

/** The platform has been seen to send bare control characters, which JSON forbids. */
const withoutControls = (text: string): string =>
  [...text].filter(character => character >= ' ' || character === '\n' || character === '\t').join('')

/** Null for what is no frame. */
export const readFrame = (text: string): Frame | null => {
  try {
    const { data } = z.safeParse(frame, JSON.parse(withoutControls(text)))
    if (!data) return null
    const { cmd, headers, errcode = null, errmsg, body } = data
    return { cmd, requestId: headers.req_id, errcode, errmsg, body }
  } catch {
    return null
  }
}

const SHORTEST_MS = 1000
const LONGEST_MS = 30_000

/** 1, 2, 4 … 30 s before the first, second, third try in a row. */
export const backOffMs = (tries: number): number => Math.min(SHORTEST_MS * 2 ** (tries - 1), LONGEST_MS)

/** The request is too old, or was another connection's: what is left to say is said unasked. */
export const isReplyOver = (errcode: number): boolean => errcode === 846605 || errcode === 846608

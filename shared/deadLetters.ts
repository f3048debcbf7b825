import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id, nothing } from './kernel/schema'

/** Work that failed every attempt. It waits, visible, until somebody sends it again. */
export const deadLetter = z.object({
  id,
  subscriber: z.string(),
  event: z.string(),
  attempts: z.int(),
  lastError: z.nullable(z.string()),
  failedAt: z.string(),
})

export const deadLettersApi = {
  list: query('deadLetters.list', {
    summary: '失败任务',
    allow: ['admin'],
    input: nothing,
    output: z.object({ items: z.array(deadLetter) }),
  }),
  replay: command('deadLetters.replay', {
    summary: '重新执行',
    allow: ['admin'],
    input: z.object({ id }),
    output: nothing,
  }),
}

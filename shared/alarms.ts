import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id } from './kernel/schema'

/** Something that only an administrator can put right. It stands, counted, until somebody clears it. */
export const alarm = z.object({
  id,
  /** What it is about, `wecom.60020`. */
  kind: z.string(),
  /** What is wrong and what to do about it. */
  says: z.string(),
  /** What the outside said, for whoever looks into it. */
  details: z.record(z.string(), z.string()),
  firstAt: z.string(),
  lastAt: z.string(),
  count: z.int(),
  clearedAt: z.nullable(z.string()),
})
export type AlarmView = z.output<typeof alarm>

export const alarmsApi = {
  list: query('alarms.list', {
    summary: '待办告警',
    allow: ['admin'],
    input: z.object({ withCleared: z._default(z.boolean(), false) }),
    output: z.object({ items: z.array(alarm) }),
  }),
  clear: command('alarms.clear', {
    summary: '告警已处理',
    allow: ['admin'],
    input: z.object({ id }),
    output: alarm,
  }),
}

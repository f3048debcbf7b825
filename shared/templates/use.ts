import * as z from 'zod/mini'
import { query } from '../kernel/endpoint'
import { everyRole } from '../kernel/roles'
import { id, instant, text } from '../kernel/schema'
import { fileView } from '../tickets/views'
import { categories, templateCode } from './api'
import { answers } from './fields'

/** Where each value that was filled in beforehand comes from, by field key: `customer.phone`. */
const origins = z.record(z.string(), z.string())

export const shelved = z.object({
  code: z.string(),
  name: z.string(),
  isPreset: z.boolean(),
  /** Null while nothing of it can be read. */
  category: z.nullable(z.enum(categories)),
  /** The newest published version; null while there is only a draft. */
  published: z.nullable(z.object({ id, versionNo: z.int(), publishedAt: z.string() })),
  draft: z.nullable(
    z.object({ name: z.string(), editorName: z.nullable(z.string()), isMine: z.boolean(), savedAt: z.string() }),
  ),
  /** Tickets of all its versions. */
  ticketCount: z.int(),
  /** Its newest version cannot be read, so it is not offered. */
  isBroken: z.boolean(),
})
export type ShelvedTemplate = z.output<typeof shelved>

export const fieldShare = z.object({
  key: z.string(),
  label: z.string(),
  source: z.nullable(z.string()),
  /** Tickets in which the value was filled in beforehand and kept. */
  filled: z.int(),
  /** Tickets in which the field has a value at all. */
  asked: z.int(),
})

/** Templates as tickets use them. */
export const templateUseApi = {
  library: query('templates.library', {
    summary: '模板库：每个模板的最新版本、草稿和工单数',
    allow: ['admin'],
    input: z.object({}),
    output: z.object({ items: z.array(shelved) }),
  }),
  prefill: query('templates.prefill', {
    summary: '建单前已知的答案和来源',
    allow: ['sales', 'dispatcher', 'manager', 'admin', 'customer'],
    input: z.object({
      templateId: id,
      customerId: z.optional(id),
      deviceId: z.optional(id),
      /** What was said or typed about it. */
      text: z.optional(text(2000)),
      appointmentFrom: z.optional(instant),
    }),
    output: z.object({ answers, origins }),
  }),
  pictures: query('templates.pictures', {
    summary: '步骤清单里的示意图',
    allow: everyRole,
    input: z.object({ id }),
    output: z.object({ items: z.array(fileView) }),
  }),
  prefillShare: query('templates.prefillShare', {
    summary: '近 90 天预填并保留的比例',
    allow: ['admin', 'manager'],
    input: z.object({ code: templateCode }),
    output: z.object({
      /** 0–1 of the values that tickets have. */
      share: z.number(),
      byField: z.array(fieldShare),
      /** How many tickets were looked at, the newest first, at most 500. */
      tickets: z.int(),
    }),
  }),
}

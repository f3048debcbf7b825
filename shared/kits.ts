import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id, nothing } from './kernel/schema'
import { ruleSet } from './settlement/ruleSet'

const makers = ['admin'] as const

export const kitPartKinds = ['flow', 'policy', 'template', 'ruleSet'] as const
export type KitPartKind = (typeof kitPartKinds)[number]
export const kitPartKindNames: Record<KitPartKind, string> = {
  flow: '流程',
  policy: '时效策略',
  template: '模板',
  ruleSet: '结算规则',
}

/**
 * How a part of a kit stands: not there; as the kit has it; changed since, so that it is left alone; only drafted by
 * somebody under its code; or not needed because something else covers the same.
 */
export const kitPartStates = ['absent', 'same', 'changed', 'drafted', 'covered'] as const
export type KitPartState = (typeof kitPartStates)[number]

const part = z.object({ kind: z.enum(kitPartKinds), code: z.string(), name: z.string(), state: z.enum(kitPartStates) })
export type KitPart = z.output<typeof part>

const kit = z.object({
  code: z.string(),
  name: z.string(),
  says: z.string(),
  /** Null while nobody has installed it. */
  installed: z.nullable(z.object({ byName: z.string(), at: z.string() })),
  parts: z.array(part),
  /** Tickets that it can make as examples, and those that it has made. */
  samples: z.object({ offered: z.int(), made: z.int() }),
})
export type KitView = z.output<typeof kit>

export const kitsApi = {
  list: query('kits.list', {
    summary: '行业包：里面有什么，是否已安装，哪些内容改过',
    allow: makers,
    input: nothing,
    output: z.object({ items: z.array(kit), isDemo: z.boolean() }),
  }),
  install: command('kits.install', {
    summary: '安装行业包：发布流程、时效策略和模板，结算规则只存档不生效；改过的内容保持不变，重复安装无害',
    allow: makers,
    input: z.object({
      code: id,
      /** Sample tickets, each at most once; by default only in the demo. */
      withSamples: z.optional(z.boolean()),
    }),
    output: z.object({
      kit,
      /** What was there before and is left as it is. */
      kept: z.array(part),
      published: z.array(part),
      samplesMade: z.int(),
    }),
  }),
  ruleSet: query('kits.ruleSet', {
    summary: '行业包的结算规则：安装后存档备用，不自动生效，由财务试算后采用',
    allow: [...makers, 'finance'],
    input: z.object({ code: id }),
    output: z.object({ code: z.string(), name: z.string(), body: ruleSet }),
  }),
}

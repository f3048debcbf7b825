import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id, listOf, nothing, oneOf, place, requiredText, text, version } from './kernel/schema'
import { priorities, priorityNames } from './priorities'
import { ticket } from './tickets/views'

/** Factors in 0..1, 1 is best; weights are percents that sum to 100. */
export const factorNames = ['travel', 'load', 'rating', 'skill'] as const
export type Factor = (typeof factorNames)[number]
export const factors = z.record(z.enum(factorNames), z.number())
export const weights = z.record(z.enum(factorNames), z.int().check(z.gte(0), z.lte(100)))
export type Weights = Record<Factor, number>

export const defaultWeights: Weights = { travel: 40, load: 25, rating: 20, skill: 15 }

export const refusalReasons = ['off_duty', 'left', 'skill', 'capacity', 'region', 'declined', 'other_provider'] as const
export type RefusalReason = (typeof refusalReasons)[number]
export const refusalReasonNames: Record<RefusalReason, string> = {
  off_duty: '未上班',
  left: '已离职',
  skill: '技能不符',
  capacity: '今天已满',
  region: '超出服务范围',
  declined: '已退回过这张工单',
  other_provider: '不属于该服务商',
}

export const candidate = z.object({
  engineerId: id,
  name: z.string(),
  score: z.number(),
  factors,
  distanceKm: z.nullable(z.number()),
  ticketsToday: z.int(),
  /** 「距离 3.2 公里，今天 2 单，评分 4.8」 */
  because: z.string(),
})
export type Candidate = z.output<typeof candidate>

export const ranking = z.object({
  candidates: z.array(candidate),
  refused: z.array(z.object({ engineerId: id, name: z.string(), reason: z.enum(refusalReasons) })),
})
export type Ranking = z.output<typeof ranking>

const rankedEngineer = z.object({
  id,
  name: z._default(text(40), ''),
  skills: listOf(z.string(), 50),
  lat: z.nullable(z.number()),
  lng: z.nullable(z.number()),
  rating: z._default(z.number(), 5),
  capacity: z._default(z.int(), 8),
  ticketsToday: z._default(z.int(), 0),
  onDuty: z._default(z.boolean(), true),
  /** GB/T 2260 prefixes that the engineer serves; none means everywhere. */
  regionCodes: z._default(listOf(z.string().check(z.maxLength(6)), 100), []),
  providerId: z._default(z.nullable(id), null),
})
export type RankedEngineer = z.output<typeof rankedEngineer>

/** `automatic`: every newly opened ticket goes to the best candidate at once; `manual`: a dispatcher decides. */
export const dispatchModes = ['automatic', 'manual'] as const
export type DispatchMode = (typeof dispatchModes)[number]

export const decision = z.object({
  id,
  mode: z.enum(dispatchModes),
  engineerId: z.nullable(id),
  at: z.string(),
  ...ranking.shape,
})
export type DecisionView = z.output<typeof decision>

export const dispatchSettings = z.object({ mode: z.enum(dispatchModes), weights, version })
export type DispatchSettingsView = z.output<typeof dispatchSettings>

/** Those who say who goes. */
export const desk = ['dispatcher', 'manager', 'admin'] as const

export const dispatchApi = {
  rank: query('dispatch.rank', {
    summary: '试算：谁适合这张工单，为什么（不保存）',
    allow: ['admin', 'dispatcher', 'manager'],
    input: z.object({
      ticket: z.object({
        businessType: requiredText(60),
        priority: z._default(oneOf(priorities, priorityNames), 'normal'),
        regionCode: z.optional(z.nullable(z.string())),
        lat: z.optional(z.nullable(place.shape.lat)),
        lng: z.optional(z.nullable(place.shape.lng)),
      }),
      engineers: z.optional(listOf(rankedEngineer, 10_000)),
      weights: z.optional(weights),
    }),
    output: ranking,
  }),
  suggest: query('dispatch.suggest', {
    summary: '一张工单的推荐工程师和理由',
    allow: desk,
    input: z.object({ ticketId: id }),
    output: ranking,
  }),
  assign: command('dispatch.assign', {
    summary: '派单或改派给一位工程师',
    allow: desk,
    input: z.object({ ticketId: id, engineerId: id, version, reason: z.optional(text(200)) }),
    output: ticket,
  }),
  assignBest: command('dispatch.assignBest', {
    summary: '派给排名第一的工程师',
    allow: desk,
    input: z.object({ ticketId: id, version }),
    output: ticket,
  }),
  decisions: query('dispatch.decisions', {
    summary: '一张工单的派单记录：候选人、得分、淘汰原因',
    allow: desk,
    input: z.object({ ticketId: id }),
    output: z.object({ items: z.array(decision) }),
  }),
  settings: query('dispatch.settings', {
    summary: '派单方式和权重',
    allow: desk,
    input: nothing,
    output: dispatchSettings,
  }),
  setMode: command('dispatch.setMode', {
    summary: '切换自动派单或人工派单',
    allow: desk,
    input: z.object({ mode: z.enum(dispatchModes), version }),
    output: dispatchSettings,
  }),
  setWeights: command('dispatch.setWeights', {
    summary: '调整派单权重，合计 100',
    allow: ['admin'],
    input: z.object({ weights, version }),
    output: dispatchSettings,
  }),
}

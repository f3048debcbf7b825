import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { staffRoles } from './kernel/roles'
import { id, listOf, nothing, oneOf, version } from './kernel/schema'
import { reachAttempt, reachChannelNames, reachChannels } from './reach'

/** Whom a step of the ladder reaches. `holder`: whoever the ticket waits for, the dispatchers while nobody has it. */
export const escalationTargets = ['holder', 'dispatcher', 'teamLead', 'regionalManager'] as const
export type EscalationTarget = (typeof escalationTargets)[number]

export const escalationTargetNames: Record<EscalationTarget, string> = {
  holder: '当前处理人',
  dispatcher: '调度',
  teamLead: '班组长',
  regionalManager: '区域经理',
}

export const escalationStep = z.object({
  /** Its rank and its name in the history; each level of a clock is taken once. */
  level: z.int().check(z.gte(1), z.lte(999)),
  /** Of the clock's time that is used up. */
  percent: z.int().check(z.gte(1), z.lte(300)),
  /** After that moment; only for what comes after the deadline. */
  afterMinutes: z.int().check(z.gte(0), z.lte(1440)),
  to: listOf(oneOf(escalationTargets, escalationTargetNames), 4).check(z.minLength(1, '请选择催办对象')),
  channel: oneOf(reachChannels, reachChannelNames),
})
export type EscalationStep = z.output<typeof escalationStep>

/** Domain rules, section 2: warnings, then the deadline, then by louder channels, then upwards. */
export const defaultLadder: readonly EscalationStep[] = [
  { level: 50, percent: 50, afterMinutes: 0, to: ['holder'], channel: 'wecom' },
  { level: 80, percent: 80, afterMinutes: 0, to: ['holder'], channel: 'wecom' },
  { level: 100, percent: 100, afterMinutes: 0, to: ['dispatcher', 'holder'], channel: 'wecom' },
  { level: 110, percent: 100, afterMinutes: 30, to: ['holder'], channel: 'sms' },
  { level: 120, percent: 100, afterMinutes: 60, to: ['holder'], channel: 'phone' },
  { level: 130, percent: 100, afterMinutes: 90, to: ['teamLead'], channel: 'wecom' },
  { level: 140, percent: 100, afterMinutes: 120, to: ['teamLead'], channel: 'phone' },
  { level: 150, percent: 100, afterMinutes: 150, to: ['regionalManager'], channel: 'wecom' },
  { level: 160, percent: 100, afterMinutes: 180, to: ['regionalManager'], channel: 'phone' },
]

/** What is wrong with a ladder, as sentences; none for one that can be climbed. */
export const faultsOfLadder = (steps: readonly EscalationStep[]): string[] =>
  steps.flatMap((step, at) => {
    const before = steps[at - 1]
    const isLater =
      !before ||
      step.percent > before.percent ||
      (step.percent === before.percent && step.afterMinutes > before.afterMinutes)
    return [
      ...(before && step.level <= before.level ? [`第 ${at + 1} 级的级别要高于上一级`] : []),
      ...(isLater ? [] : [`第 ${at + 1} 级要晚于上一级`]),
      ...(step.afterMinutes > 0 && step.percent < 100 ? [`第 ${at + 1} 级在到期之前，不能再等待`] : []),
    ]
  })

const minute = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请填写 24 小时制的时间，如 22:00'))

/** Between these times of the business zone only red and critical tickets are heard of; the same time twice: never quiet. */
export const quietHours = z.object({ quietFrom: minute, quietTo: minute })
export type QuietHours = z.output<typeof quietHours>

export const defaultQuietHours: QuietHours = { quietFrom: '22:00', quietTo: '07:00' }

const ladder = z.object({ steps: z.array(escalationStep), version })
const settings = z.object({ ...quietHours.shape, version })

const clock = z.object({
  /** `response`, or `node:parts` for a node of the flow. */
  clock: z.string(),
  /** 响应, 到场, 解决, 节点. */
  name: z.string(),
})

export const escalationHistory = z.object({
  /** Newest first: who was told, when, by which channel, with what result. */
  items: z.array(
    z.object({
      ...clock.shape,
      level: z.int(),
      percent: z.int(),
      at: z.string(),
      says: z.string(),
      attempts: z.array(reachAttempt),
    }),
  ),
  /** What comes next unless the ticket moves or somebody takes it on. */
  coming: z.array(z.object({ ...clock.shape, at: z.string(), says: z.string() })),
  /** Who said 我来处理 last, while that holds. */
  acknowledgedBy: z.nullable(z.string()),
})
export type EscalationHistory = z.output<typeof escalationHistory>

export const escalationApi = {
  ladder: query('escalation.ladder', { summary: '催办阶梯', allow: staffRoles, input: nothing, output: ladder }),
  saveLadder: command('escalation.saveLadder', {
    summary: '修改催办阶梯；已经催到的级别不再重复',
    allow: ['admin'],
    input: z.object({ steps: listOf(escalationStep, 20).check(z.minLength(1, '请至少保留一级')), version }),
    output: ladder,
  }),
  settings: query('escalation.settings', {
    summary: '催办的免打扰时段',
    allow: staffRoles,
    input: nothing,
    output: settings,
  }),
  saveSettings: command('escalation.saveSettings', {
    summary: '修改免打扰时段；红色预警和紧急工单不受限制',
    allow: ['admin'],
    input: settings,
    output: settings,
  }),
  history: query('escalation.history', {
    summary: '工单的催办记录：何时、通过什么渠道、通知了谁、结果如何',
    allow: [...staffRoles, 'provider'],
    input: z.object({ ticketId: id }),
    output: escalationHistory,
  }),
  acknowledge: command('escalation.acknowledge', {
    summary: '我来处理：停止这张工单还没有发出的催办',
    allow: [...staffRoles, 'provider'],
    input: z.object({ ticketId: id }),
    output: escalationHistory,
  }),
}

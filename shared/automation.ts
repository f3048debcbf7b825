import * as z from 'zod/mini'
import { stageNames, stages } from './flows/flow'
import { command, query } from './kernel/endpoint'
import { id, listOf, nothing, oneOf, pageInput, pageOf, requiredText, text, version } from './kernel/schema'
import { type ActionName, logic, templateAction } from './templates/actions'
import { templateCode } from './templates/api'
import { fieldKey } from './templates/fields'
import { moves, transitionOf } from './tickets/life'
import { type DueClock, dueClocks } from './tickets/views'

export const dueClockNames: Record<DueClock, string> = {
  response: '响应',
  arrival: '到场',
  resolution: '解决',
  node: '节点',
}

/** What sets a rule going. A ticket counts as created once it is submitted: a draft sets nothing going. */
export const trigger = z.discriminatedUnion('on', [
  z.object({ on: z.literal('created') }),
  z.object({ on: z.literal('moved'), moves: listOf(z.enum(moves), 20).check(z.minLength(1, '请选择动作')) }),
  /** The ticket leaves this stage for a later one. */
  z.object({ on: z.literal('stageClosed'), stage: oneOf(stages, stageNames) }),
  /** `nodeName`: as it was called when it was chosen. */
  z.object({ on: z.literal('flowLeft'), nodeKey: fieldKey, nodeName: z.optional(requiredText(40)) }),
  /** Corrected by somebody, or marked by a rule. */
  z.object({ on: z.literal('edited') }),
  z.object({ on: z.literal('reddened') }),
  z.object({ on: z.literal('nudged'), atLeast: z.int().check(z.gte(1), z.lte(100)) }),
  /** The clock gives word at its own levels, 50, 80 and 100 as a rule. */
  z.object({
    on: z.literal('late'),
    clock: oneOf(dueClocks, dueClockNames),
    percent: z.int().check(z.gte(1), z.lte(300)),
  }),
  z.object({ on: z.literal('rated'), atMost: z.int().check(z.gte(1), z.lte(5)) }),
])
export type Trigger = z.output<typeof trigger>
export type TriggerKind = Trigger['on']

export const triggerNames: Record<TriggerKind, string> = {
  created: '工单提交',
  moved: '工单流转',
  stageClosed: '阶段结束',
  flowLeft: '流程节点结束',
  edited: '工单修改',
  reddened: '转为红色预警',
  nudged: '客户催单',
  late: '时效用去',
  rated: '客户评分',
}

/** `{ days }` from the trigger; `nextSeason`: 09:00 on the next first of March, June, September or December. */
export const wait = z.union([
  z.literal('none'),
  z.object({ days: z.int().check(z.gte(1), z.lte(730)) }),
  z.object({ nextSeason: z.literal(true) }),
])
export type Wait = z.output<typeof wait>

export const effectNames = [
  'setPriority',
  'addTag',
  'assignTeam',
  'redAlert',
  'notify',
  'followUp',
  'webhook',
  'coupon',
  'requirePart',
  'requireSkill',
] as const satisfies readonly ActionName[]
export type EffectName = (typeof effectNames)[number]

export const isEffect = (name: ActionName): name is EffectName => (effectNames as readonly string[]).includes(name)

const effect = templateAction.check(z.refine(({ action }) => isEffect(action), '自动化规则只能处理工单，不能改表单'))

export const ruleBody = z.object({
  name: requiredText(60),
  isOn: z._default(z.boolean(), true),
  /** None: every template. */
  templateCodes: z.optional(listOf(templateCode, 100)),
  trigger,
  wait: z._default(wait, 'none'),
  /** JsonLogic over the answers and the ticket, its customer, device and maker, as in flows. */
  when: z._default(logic, true),
  // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
  then: listOf(effect, 20).check(z.minLength(1, '请至少添加一个动作')),
})
export type RuleBody = z.output<typeof ruleBody>

const triggerWords: { [K in TriggerKind]: (one: Extract<Trigger, { on: K }>) => string } = {
  created: () => '工单提交时',
  moved: one => `工单${one.moves.map(move => `「${transitionOf(move).name}」`).join('或')}后`,
  stageClosed: one => `「${stageNames[one.stage]}」阶段结束后`,
  flowLeft: one => `流程节点「${one.nodeName ?? one.nodeKey}」结束后`,
  edited: () => '工单修改后',
  reddened: () => '转为红色预警后',
  nudged: one => `催单达到 ${one.atLeast} 次时`,
  late: one => `${dueClockNames[one.clock]}时限用去 ${one.percent}% 时`,
  rated: one => `客户评分不高于 ${one.atMost} 分时`,
}

export const triggerSays = (one: Trigger): string => (triggerWords[one.on] as (trigger: Trigger) => string)(one)

export const waitSays = (one: Wait): string => {
  if (one === 'none') return ''
  return 'days' in one ? `等 ${one.days} 天` : '等到下一季第一天 9:00'
}

export const runOutcomes = ['done', 'refused', 'bounded', 'dropped'] as const
export type RunOutcome = (typeof runOutcomes)[number]
export const runOutcomeNames: Record<RunOutcome, string> = {
  done: '已执行',
  refused: '部分未执行',
  bounded: '已限制',
  dropped: '未执行',
}

/** One rule for one ticket and day; all rules for one ticket and day; follow-ups of follow-ups. */
export const MOST_RUNS_OF_RULE = 5
export const MOST_RUNS_OF_TICKET = 30
export const MOST_CHAINED = 5

const effectResult = z.object({ says: z.string(), isDone: z.boolean() })
export type EffectResult = z.output<typeof effectResult>

const rule = z.object({
  code: z.string(),
  ...ruleBody.shape,
  version,
  triggerSays: z.string(),
  /** In the last seven days. */
  recentRuns: z.int(),
  lastRunAt: z.nullable(z.string()),
})
export type RuleView = z.output<typeof rule>

const run = z.object({
  id,
  /** Null for what a template's or a flow's own rules asked for. */
  ruleCode: z.nullable(z.string()),
  ruleName: z.string(),
  ticketId: id,
  ticketNumber: z.string(),
  trigger: z.string(),
  at: z.string(),
  outcome: z.enum(runOutcomes),
  says: z.string(),
  effects: z.array(effectResult),
})
export type RunView = z.output<typeof run>

export const followUpStates = ['waiting', 'made', 'dropped'] as const
export type FollowUpState = (typeof followUpStates)[number]
export const followUpStateNames: Record<FollowUpState, string> = {
  waiting: '等待中',
  made: '已建单',
  dropped: '已取消',
}

const followUp = z.object({
  id,
  ticketId: id,
  ticketNumber: z.string(),
  templateCode: z.string(),
  templateName: z.string(),
  dueAt: z.string(),
  says: z.string(),
  state: z.enum(followUpStates),
  madeTicketId: z.nullable(id),
  /** What became of it: why it was dropped, what is still to be filled in. */
  result: z.nullable(z.string()),
})
export type FollowUpView = z.output<typeof followUp>

const readers = ['dispatcher', 'manager', 'admin'] as const
const makers = ['admin'] as const

export const automationApi = {
  rules: query('automation.rules', {
    summary: '自动化规则',
    allow: readers,
    input: nothing,
    output: z.object({ items: z.array(rule) }),
  }),
  saveRule: command('automation.saveRule', {
    summary: '新增或修改自动化规则；不写编号和版本 0 时新增',
    allow: makers,
    input: z.object({ code: z.optional(templateCode), version, ...ruleBody.shape }),
    output: rule,
  }),
  removeRule: command('automation.removeRule', {
    summary: '删除自动化规则；等待中的执行会取消，执行记录保留',
    allow: makers,
    input: z.object({ code: templateCode, version }),
    output: z.object({ code: z.string() }),
  }),
  runs: query('automation.runs', {
    summary: '自动化执行记录，新的在前',
    allow: readers,
    input: z.object({ ruleCode: z.optional(templateCode), ticketId: z.optional(id), ...pageInput }),
    output: pageOf(run),
  }),
  followUps: query('automation.followUps', {
    summary: '后续工单的安排，新的在前',
    allow: readers,
    input: z.object({ ticketId: z.optional(id), ...pageInput }),
    output: pageOf(followUp),
  }),
  dropFollowUp: command('automation.dropFollowUp', {
    summary: '取消一个还没有建单的后续安排',
    allow: readers,
    input: z.object({ id, reason: z._default(text(200), '') }),
    output: followUp,
  }),
  try: query('automation.try', {
    summary: '用一张工单试一试规则：条件是否成立、会做什么（不保存、不执行）',
    allow: makers,
    input: z.object({ rule: ruleBody, ticketId: id }),
    output: z.object({
      matches: z.boolean(),
      says: z.string(),
      /** `isDone`: whether it could be done now. */
      effects: z.array(effectResult),
    }),
  }),
  webhookSecret: query('automation.webhookSecret', {
    summary: '外部系统核对签名用的密钥',
    allow: makers,
    input: nothing,
    output: z.object({ secret: z.string(), says: z.string() }),
  }),
}

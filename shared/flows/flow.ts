import * as z from 'zod/mini'
import { roleNames, staffRoles } from '../kernel/roles'
import { listOf, oneOf, requiredText, text } from '../kernel/schema'
import { logic, templateAction } from '../templates/actions'
import { fieldKey } from '../templates/fields'

export const nodeKinds = ['task', 'approval', 'countersign', 'parallel', 'join', 'wait', 'automatic', 'end'] as const
export type NodeKind = (typeof nodeKinds)[number]
export const nodeKindNames: Record<NodeKind, string> = {
  task: '任务',
  approval: '审批',
  countersign: '会签',
  parallel: '并行',
  join: '汇合',
  wait: '等待',
  automatic: '自动',
  end: '结束',
}

/**
 * The five key nodes: the ticket's own life. A task of a stage is entered and left by the ticket's moves;
 * accept: draft · triage: open, assigned · handle: accepted to waiting · feedback: awaiting acceptance · revisit: completed.
 */
export const stages = ['accept', 'triage', 'handle', 'feedback', 'revisit'] as const
export type Stage = (typeof stages)[number]
export const stageNames: Record<Stage, string> = {
  accept: '受理',
  triage: '分诊',
  handle: '处理',
  feedback: '反馈',
  revisit: '回访',
}

const memberRole = oneOf([...staffRoles, 'provider'], roleNames)

/** Who does a node. `managerOf` is the manager of whoever this names; `rotation` takes the next of a team in turn. */
export const assignee = z.discriminatedUnion('by', [
  /** Those with this role who may see the ticket. */
  z.object({ by: z.literal('role'), role: memberRole }),
  z.object({ by: z.literal('team'), teamId: requiredText(64), role: z.optional(memberRole) }),
  z.object({ by: z.literal('rotation'), teamId: requiredText(64), role: z.optional(memberRole) }),
  z.object({ by: z.literal('person'), personId: requiredText(64) }),
  /** The staff field of the form with this key. */
  z.object({ by: z.literal('field'), key: fieldKey }),
  z.object({ by: z.literal('managerOf'), whom: z.enum(['creator', 'assignee', 'owner']) }),
  z.object({ by: z.literal('ticketAssignee') }),
  /** Whoever made the ticket. */
  z.object({ by: z.literal('creator') }),
])
export type AssigneeRule = z.output<typeof assignee>

export const flowNode = z.object({
  key: fieldKey,
  kind: oneOf(nodeKinds, nodeKindNames),
  name: requiredText(40),
  /** task: the stage of the ticket's life that it is; none: somebody ticks it off. */
  stage: z.optional(oneOf(stages, stageNames)),
  assignee: z.optional(assignee),
  /** approval: one of them is enough, or all; countersign: always all. */
  needs: z.optional(z.enum(['any', 'all'])),
  /** Business minutes before the node is late; on the calendar of the ticket's policy. */
  clockMinutes: z.optional(z.int().check(z.gte(1), z.lte(525_600))),
  /** Passed over when this holds: a low amount, good credit. */
  skipWhen: z.optional(logic),
  /** Passed over on a red alert; the report is owed afterwards. */
  isSkippedWhenRed: z.optional(z.boolean()),
  /** wait: for whom or what. */
  waitsFor: z.optional(z.enum(['customer', 'parts', 'date'])),
  /** wait for a date: JsonLogic giving an instant, a day, or a number of days from entering. */
  until: z.optional(logic),
  /** automatic. */
  actions: z.optional(listOf(templateAction, 10)),
  /** Where it stands in the editor's picture; none: laid out automatically. */
  at: z.optional(z.object({ x: z.number(), y: z.number() })),
})
export type FlowNode = z.output<typeof flowNode>

export const flowTransition = z.object({
  from: fieldKey,
  to: fieldKey,
  /** 同意, 金额大于 500 ... */
  name: z.optional(text(40)),
  /** The first that holds is taken; one without a condition is taken when no other holds. All are taken out of `parallel`. */
  when: z.optional(logic),
  /** approval, countersign: the way of a refusal. Straight to an end it ends the whole flow, and the ticket may go no further. */
  isRefusal: z.optional(z.boolean()),
})
export type FlowTransition = z.output<typeof flowTransition>

/** What runs beside a ticket. The first node is where it starts. A draft may still be empty; `problems.ts` says what is owed. */
export const flowBody = z.object({
  nodes: listOf(flowNode, 100),
  transitions: listOf(flowTransition, 300),
})
export type FlowBody = z.output<typeof flowBody>

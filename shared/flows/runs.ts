import * as z from 'zod/mini'
import { command, query } from '../kernel/endpoint'
import { id, pageInput, pageOf, text, version } from '../kernel/schema'
import { priorities } from '../priorities'
import { fieldKey } from '../templates/fields'
import { nodeKinds, stages } from './flow'
import { flow, flowPeople } from './library'

export const ownerStates = ['waiting', 'approved', 'refused', 'done', 'released'] as const
const stepOwner = z.object({
  id,
  name: z.string(),
  /** `released`: was asked and no longer has to act. */
  state: z.enum(ownerStates),
  says: z.nullable(z.string()),
  at: z.nullable(z.string()),
  /** Who added this signer; null for those whom the flow asks. */
  addedByName: z.nullable(z.string()),
})

export const stepStates = ['active', 'done', 'approved', 'refused', 'skipped', 'withdrawn'] as const

/** A node that the ticket has come to; one row for each time. */
export const flowStep = z.object({
  /** Null for the standard flow, whose steps follow from the ticket's own life. */
  id: z.nullable(id),
  nodeKey: z.string(),
  name: z.string(),
  kind: z.enum(nodeKinds),
  stage: z.nullable(z.enum(stages)),
  round: z.int(),
  state: z.enum(stepStates),
  enteredAt: z.string(),
  leftAt: z.nullable(z.string()),
  /** From entering to leaving, or to now. */
  minutes: z.int(),
  /** What a date is waited for. */
  until: z.nullable(z.string()),
  /** Why it was skipped or withdrawn. */
  reason: z.nullable(z.string()),
  /** Whose doing led here, and who may withdraw an approval. */
  askedByName: z.nullable(z.string()),
  urgedAt: z.nullable(z.string()),
  owners: z.array(stepOwner),
  canDecide: z.boolean(),
  canComplete: z.boolean(),
  canWithdraw: z.boolean(),
  canUrge: z.boolean(),
  canAddSigner: z.boolean(),
})
export type FlowStepView = z.output<typeof flowStep>

/** The flow of one ticket, with where it stands and how long each node took. */
export const ticketFlow = z.object({
  ticketId: id,
  flow,
  ending: z.nullable(z.enum(['ended', 'refused', 'cancelled'])),
  steps: z.array(flowStep),
  /** Why some moves may not be taken for now: 等沈明远审批后才能派单. */
  held: z.nullable(z.string()),
  /** A newer version of the same flow; the ticket keeps its own until it is moved. */
  newerVersion: z.nullable(z.object({ id, versionNo: z.int() })),
  canMoveToVersion: z.boolean(),
  /** Of the run; 0 for the standard flow. */
  version,
})
export type TicketFlow = z.output<typeof ticketFlow>

const waitingStep = z.object({
  stepId: id,
  ticketId: id,
  ticketNumber: z.string(),
  ticketTitle: z.string(),
  priority: z.enum(priorities),
  nodeName: z.string(),
  kind: z.enum(nodeKinds),
  enteredAt: z.string(),
  askedByName: z.nullable(z.string()),
  urgedAt: z.nullable(z.string()),
})
export type WaitingStep = z.output<typeof waitingStep>

const says = text(500)
/** The run's version that the person saw; without it the state alone decides. */
const seen = z.optional(version)

/** Flows as tickets follow them. Every command answers with the ticket's flow as it then stands. */
export const flowRunsApi = {
  ofTicket: query('flows.ofTicket', {
    summary: '工单走到流程的哪一步，每步用了多久',
    allow: flowPeople,
    input: z.object({ ticketId: id }),
    output: ticketFlow,
  }),
  mine: query('flows.mine', {
    summary: '等我处理的流程节点',
    allow: flowPeople,
    input: z.object(pageInput),
    output: pageOf(waitingStep),
  }),
  decide: command('flows.decide', {
    summary: '同意或不同意；不同意要写原因',
    allow: flowPeople,
    input: z.object({
      stepId: id,
      decision: z.enum(['approve', 'refuse']),
      says: z._default(says, ''),
      version: seen,
    }),
    output: ticketFlow,
  }),
  complete: command('flows.complete', {
    summary: '完成任务，或等的已经等到',
    allow: flowPeople,
    input: z.object({ stepId: id, says: z._default(says, ''), version: seen }),
    output: ticketFlow,
  }),
  withdraw: command('flows.withdraw', {
    summary: '申请人撤回还没有人处理的审批',
    allow: flowPeople,
    input: z.object({ stepId: id, says: z._default(says, ''), version: seen }),
    output: ticketFlow,
  }),
  addSigner: command('flows.addSigner', {
    summary: '加签：再请一个人审批，所有人都同意才通过',
    allow: flowPeople,
    input: z.object({ stepId: id, personId: id, says: z._default(says, ''), version: seen }),
    output: ticketFlow,
  }),
  urge: command('flows.urge', {
    summary: '催办，30 分钟内只能催一次',
    allow: flowPeople,
    input: z.object({ stepId: id }),
    output: ticketFlow,
  }),
  moveToVersion: command('flows.moveToVersion', {
    summary: '把进行中的工单换到流程的新版本；节点没有对应时要指定',
    allow: ['admin', 'manager'],
    input: z.object({
      ticketId: id,
      flowId: id,
      /** From a node of the present version to its counterpart, where the keys differ. */
      mapping: z._default(z.record(fieldKey, fieldKey), {}),
      version: seen,
    }),
    output: ticketFlow,
  }),
}

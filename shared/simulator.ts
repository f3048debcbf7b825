import * as z from 'zod/mini'
import { nodeKinds } from './flows/flow'
import { flowCode } from './flows/library'
import { query } from './kernel/endpoint'
import { id } from './kernel/schema'
import { templateCode } from './templates/api'

export const MOST_TICKETS = 500
/** Listed one by one; figures count all. */
export const MOST_LISTED = 200
/** Tickets for which it is worked out whom dispatch would suggest. */
export const MOST_RANKED = 50

const ofTicket = { ticketId: id, number: z.string(), title: z.string() }

const difference = z.object({ ...ofTicket, says: z.array(z.string()) })
export type Difference = z.output<typeof difference>

/** An answer that the new form would refuse, `open` when the ticket is made, `finish` when the work is done. */
const misfit = z.object({
  ...ofTicket,
  stage: z.enum(['open', 'finish']),
  /** Empty when the form as a whole is meant. */
  key: z.string(),
  field: z.string(),
  reason: z.string(),
})
export type Misfit = z.output<typeof misfit>

/** `node`: was asked at a node of the flow; `team`: got the ticket; `suggestion`: came first when dispatch ranked. */
export const ownerKinds = ['node', 'team', 'suggestion'] as const
export type OwnerKind = (typeof ownerKinds)[number]
const owner = z.object({
  kind: z.enum(ownerKinds),
  id: z.string(),
  name: z.string(),
  before: z.int(),
  after: z.int(),
})
export type OwnerShare = z.output<typeof owner>

/** Where the time after comes from, the weakest of those used: `unknown` is no time at all. */
export const bases = ['recorded', 'skipped', 'date', 'owners', 'clock', 'unknown'] as const
export type Basis = (typeof bases)[number]
const nodeTime = z.object({
  node: z.string(),
  kind: z.enum(nodeKinds),
  before: z.int(),
  after: z.int(),
  beforeMedianMinutes: z.nullable(z.int()),
  afterMedianMinutes: z.nullable(z.int()),
  basis: z.enum(bases),
})
export type NodeTime = z.output<typeof nodeTime>

export const simulation = z.object({
  /** Tickets that were looked at. */
  tickets: z.int(),
  /** There are no older ones. */
  isWhole: z.boolean(),
  owners: z.array(owner),
  /** Approvals and countersigns that were asked; `saved` below 0: more than before. */
  approvals: z.object({ before: z.int(), after: z.int(), saved: z.int() }),
  timeByNode: z.array(nodeTime),
  /** Tickets that would go otherwise, all of them and the first listed. */
  different: z.int(),
  differences: z.array(difference),
  /** Tickets whose answers would be refused. */
  refused: z.int(),
  errors: z.array(misfit),
  summary: z.array(z.string()),
  /** How what cannot be known was estimated. */
  notes: z.array(z.string()),
})
export type Simulation = z.output<typeof simulation>

/** A draft or a version is run over past tickets; nothing is written. */
export const simulatorApi = {
  run: query('simulator.run', {
    summary: '影子测试：用模板和流程的草稿或某个版本重走最近的工单，什么都不写入',
    allow: ['admin'],
    input: z.object({
      templateCode,
      /** `draft` or the id of a version; none: each ticket keeps its own form. */
      templateFrom: z.optional(id),
      /** Whose draft; none: the flow that the template names. */
      flowCode: z.optional(flowCode),
      /** `draft`, `standard` or the id of a version; none: as the template says, else each ticket keeps its own flow. */
      flowFrom: z.optional(id),
      last: z._default(z.int().check(z.gte(1), z.lte(MOST_TICKETS)), 100),
    }),
    output: simulation,
  }),
}

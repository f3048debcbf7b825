import type { TemplateAction } from '../templates/actions'
import type { Stage } from './flow'

/** Where a thread of the flow stands. At a join it waits for those of the other branches. */
export type Token = {
  nodeKey: string
  /** How often the node had been entered, this time included. */
  round: number
  /** Who has to act; whoever runs the flow names them after `entered`. */
  owners: string[]
  /** Those of them whom another owner has asked too: each has to approve, whatever the node needs. */
  added: string[]
  /** Those of them who have approved. */
  approvals: string[]
}

export type Ending = 'ended' | 'refused' | 'cancelled'

export type FlowState = {
  tokens: Token[]
  rounds: Record<string, number>
  /** The stages that the flow has let the ticket into, since it was last opened anew. */
  reached: Stage[]
  /** Null while it runs. */
  ending: Ending | null
  /** The node whose refusal ended it. */
  refusedAt: string | null
}

/** What the flow sees of the ticket. */
export type Facts = {
  /** For conditions: the answers by key, and the ticket, its customer, device and maker under their names. */
  data: Record<string, unknown>
  isRed: boolean
  /** See `positionOf`. */
  position: number
  now: Date
}

export type Outcome = 'done' | 'approved' | 'refused' | 'skipped' | 'withdrawn'

export type Happening =
  /** The ticket has moved; where to, the facts say. */
  | { kind: 'moved' }
  | { kind: 'decided'; nodeKey: string; personId: string; decision: 'approve' | 'refuse' }
  /** A task was ticked off, or what was waited for is there. */
  | { kind: 'completed'; nodeKey: string }
  /** The date of a wait has come. */
  | { kind: 'timer'; nodeKey: string; round: number }
  | { kind: 'reddened' }
  /** Whoever asked for an approval no longer wants it. */
  | { kind: 'withdrawn'; nodeKey: string }
  /** Others own the node than before: it may be that all who are left have approved. */
  | { kind: 'reseated'; nodeKey: string }
  | { kind: 'cancelled' }
  | { kind: 'reopened' }

export type Effect =
  | { kind: 'entered'; nodeKey: string; round: number }
  | { kind: 'left'; nodeKey: string; round: number; outcome: Outcome; reason: string | null }
  | { kind: 'timer'; nodeKey: string; round: number; at: Date }
  | { kind: 'actions'; nodeKey: string; actions: TemplateAction[] }

export type Advance = { state: FlowState; effects: Effect[] }

export const newState = (): FlowState => ({ tokens: [], rounds: {}, reached: [], ending: null, refusedAt: null })

type Seats = Partial<Pick<Token, 'owners' | 'added'>>

/** The same state with others to act at a node; what somebody who is no longer asked had approved no longer counts. */
export const withSeats = (state: FlowState, nodeKey: string, seats: Seats): FlowState => ({
  ...state,
  tokens: state.tokens.map(token => (token.nodeKey === nodeKey ? seated({ ...token, ...seats }) : token)),
})

const seated = (token: Token): Token => ({
  ...token,
  added: token.added.filter(id => token.owners.includes(id)),
  approvals: token.approvals.filter(id => token.owners.includes(id)),
})

export const tokenOf = (state: FlowState, nodeKey: string): Token | null =>
  state.tokens.find(token => token.nodeKey === nodeKey) ?? null

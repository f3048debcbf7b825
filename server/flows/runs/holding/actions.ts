import { gateOf, sentenceOfGate } from '../../../../shared/flows/gates'
import type { FlowView } from '../../../../shared/flows/library'
import { type FlowState, tokenOf } from '../../../../shared/flows/state'
import type { Call } from '../../../call'
import { namesOf } from '../../../people/actions'
import type { TicketRow } from '../../../tickets/actions'
import { holdTicket, placeTicket } from '../../../tickets/marks/actions'
import type { Hold } from '../../../tickets/store'
import { placeName } from '../rules'

/** The same call and person, with the whole company in sight: a flow goes on whoever's doing it was. */
export const inFull = (call: Call): Call => ({ ...call, actor: { ...call.actor, kind: 'system' } })

type Standing = { flow: FlowView; state: FlowState; ticket: Pick<TicketRow, 'id' | 'hold' | 'nodeName'> }

/** Shows on the ticket where it stands and what it may not do yet. */
export const showHold = async (call: Call, { flow, state, ticket }: Standing): Promise<void> => {
  const hold = await holdOf(call, flow, state)
  const nodeName = placeName(flow, state)
  if (JSON.stringify(hold) !== JSON.stringify(ticket.hold)) await holdTicket(call, ticket.id, hold)
  if (nodeName !== ticket.nodeName) await placeTicket(call, ticket.id, nodeName)
}

const holdOf = async (call: Call, { body }: FlowView, state: FlowState): Promise<Hold | null> => {
  const gate = gateOf(body, state)
  if (!gate) return null
  const waiting = gate.waitsFor.map(({ key }) => [key, waitingAt(state, key)] as const)
  const names = await namesOf(
    call,
    waiting.flatMap(([, ids]) => ids),
  )
  const waitingNames = new Map(waiting.map(([key, ids]) => [key, ids.flatMap(id => names.get(id) ?? [])]))
  return { says: sentenceOfGate(body, gate, { state, waitingNames }), moves: gate.moves }
}

const waitingAt = (state: FlowState, nodeKey: string): string[] => {
  const token = tokenOf(state, nodeKey)
  return token ? token.owners.filter(id => !token.approvals.includes(id)) : []
}

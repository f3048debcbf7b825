import {
  type DispatchMode,
  type DispatchSettingsView,
  type Ranking,
  refusalReasonNames,
  type Weights,
} from '../../shared/dispatch'
import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import type { Call, Reading } from '../call'
import type { PersonRow } from '../people/actions'
import { findPerson } from '../people/actions'
import { findTicket, moveTicket, type TicketRow } from '../tickets/actions'
import { rankingFor } from './ranking/actions'
import { checkWeights } from './ranking/rules'
import {
  changeSettings,
  type DecisionRow,
  lookSettings,
  saveDecision,
  listDecisions as selectDecisions,
  takeTurn,
} from './store'
import { viewDecision, viewSettings } from './view'

/** Keeps one choice with its whole table. */
export const keepDecision = async (
  call: Call,
  ticketId: string,
  decision: Pick<DecisionRow, 'mode' | 'engineerId'> & Ranking,
): Promise<void> => {
  const row: DecisionRow = { id: call.newId(), ticketId, at: call.now, ...decision }
  await saveDecision(call.tx, row)
  call.emit({ type: 'dispatch.decided', decisionId: row.id, ticketId, engineerId: row.engineerId })
}

type HandOver = { ticket: TicketRow; engineer: PersonRow; version?: number; reason?: string | undefined }

export const handOver = (call: Call, { ticket, engineer, version, reason }: HandOver): Promise<TicketRow> =>
  moveTicket(call, {
    ticketId: ticket.id,
    version,
    move: 'assign',
    reason,
    changes: {
      assigneeId: engineer.id,
      assigneeName: engineer.name,
      teamId: engineer.teamId,
      providerId: engineer.providerId,
    },
  })

type Assignment = { ticketId: string; engineerId: string; version: number; reason?: string | undefined }

/**
 * Gives the ticket to the engineer whom a dispatcher chose, also anew, and keeps the table that was chosen from.
 * Refuses `ticket.engineer_unfit` for any reason but a full day: that one the dispatcher may overrule.
 */
export const assignTo = async (call: Call, input: Assignment): Promise<TicketRow> => {
  const ticket = await findTicket(call, input.ticketId)
  const engineer = await findPerson(call, input.engineerId)
  refuseUnless(engineer.roles.includes('engineer'), 'person.not_found', { id: engineer.id })
  const ranking = await rankingFor(call, ticket, (await lookSettings(call.tx)).weights)
  const listed = ranking.refused.find(({ engineerId }) => engineerId === engineer.id)?.reason
  const reason = engineer.status === 'left' ? 'left' : listed
  if (reason && reason !== 'capacity') {
    refuse('ticket.engineer_unfit', { name: engineer.name, reason: refusalReasonNames[reason], why: reason })
  }
  const assigned = await handOver(call, { ticket, engineer, version: input.version, reason: input.reason })
  await keepDecision(call, ticket.id, { mode: 'manual', engineerId: engineer.id, ...ranking })
  return assigned
}

/** Gives the ticket to whoever ranks first. Refuses `dispatch.no_candidate`. */
export const assignBest = async (
  call: Call,
  { ticketId, version }: { ticketId: string; version: number },
): Promise<TicketRow> => {
  const { weights } = await takeTurn(call.tx)
  const ticket = await findTicket(call, ticketId)
  const ranking = await rankingFor(call, ticket, weights)
  const [best] = ranking.candidates
  if (!best) return refuse('dispatch.no_candidate', { ticketId })
  const engineer = await findPerson(call, best.engineerId)
  const assigned = await handOver(call, { ticket, engineer, version })
  await keepDecision(call, ticketId, { mode: 'automatic', engineerId: engineer.id, ...ranking })
  return assigned
}

/**
 * What happens to a ticket that was just opened: in automatic mode the first in rank gets it; with nobody fit it stays
 * open, and the decision says so. A ticket that has moved on meanwhile is left alone.
 */
export const assignOpened = async (call: Call, ticketId: string): Promise<void> => {
  if ((await lookSettings(call.tx)).mode !== 'automatic') return
  const { weights } = await takeTurn(call.tx)
  const ticket = await findTicket(call, ticketId)
  if (ticket.status !== 'open' || ticket.hold?.moves.includes('assign')) return
  const ranking = await rankingFor(call, ticket, weights)
  const [best] = ranking.candidates
  if (best) await handOver(call, { ticket, engineer: await findPerson(call, best.engineerId), version: ticket.version })
  await keepDecision(call, ticketId, { mode: 'automatic', engineerId: best?.engineerId ?? null, ...ranking })
}

/** The decisions about one ticket, latest first. */
export const listDecisions = async (reading: Reading, { ticketId }: { ticketId: string }) => {
  await findTicket(reading, ticketId)
  return { items: (await selectDecisions(reading.tx, ticketId)).map(viewDecision) }
}

export const showSettings = async ({ tx }: Reading): Promise<DispatchSettingsView> =>
  viewSettings(await lookSettings(tx))

/** Version 0 is the state that nobody has touched: manual, with the default weights. */
export const setMode = async (
  call: Call,
  { mode, version }: { mode: DispatchMode; version: number },
): Promise<DispatchSettingsView> => viewSettings(await changeSettings(call.tx, version, { mode }))

/** Refuses `dispatch.weights_invalid`. */
export const setWeights = async (
  call: Call,
  { weights, version }: { weights: Weights; version: number },
): Promise<DispatchSettingsView> => {
  checkWeights(weights)
  return viewSettings(await changeSettings(call.tx, version, { weights }))
}

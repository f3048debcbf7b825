import type { flowRunsApi, TicketFlow, WaitingStep } from '../../../shared/flows/runs'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { Refusal, refuse } from '../../../shared/kernel/refusal'
import { hasRole } from '../../../shared/kernel/roles'
import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import type { Reading } from '../../call'
import { pageOfNewest } from '../../paging'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { cardsOf, listHappenings } from '../../tickets/due/actions'
import { findFlow, lookNewestFlow } from '../actions'
import { type FlowOwnerRow, listOwnersOfStep, listOwnersOfTicket, listWaitingFor } from '../owners/store'
import { lookRun } from '../runs/store'
import { standardView } from '../view'
import { stageSteps } from './rules'
import { type FlowStepRow, listSteps, listStepsById, lookStep } from './store'
import { viewStageStep, viewStep } from './view'

/** The ticket, if this actor may see it or has to act, or has acted, in its flow; otherwise it is not there. */
export const findTicketInFlow = async (reading: Reading, ticketId: string): Promise<TicketRow> => {
  try {
    return await findTicket(reading, ticketId)
  } catch (error) {
    if (!(error instanceof Refusal) || reading.actor.kind !== 'member') throw error
    const owners = await listOwnersOfTicket(reading.tx, ticketId)
    if (!owners.some(({ personId }) => personId === reading.actor.personId)) throw error
    return findTicket({ ...reading, actor: { ...reading.actor, kind: 'system' } }, ticketId)
  }
}

export const maySeeFlow = async (reading: Reading, ticketId: string): Promise<boolean> => {
  try {
    return (await findTicketInFlow(reading, ticketId)) !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** The flow of a ticket that the actor may see. */
export const showFlow = async (reading: Reading, { ticketId }: { ticketId: string }): Promise<TicketFlow> => {
  const ticket = await findTicketInFlow(reading, ticketId)
  const run = await lookRun(reading.tx, ticketId)
  if (!run) return standardOf(reading, ticket)
  const flow = await findFlow(reading, run.flowId)
  const newest = await lookNewestFlow(reading, flow.code)
  const newer = newest && newest.versionNo > flow.versionNo ? newest : null
  const owners = await listOwnersOfTicket(reading.tx, ticketId)
  const steps = (await listSteps(reading.tx, ticketId)).filter(step => step.runId === run.id)
  return {
    ticketId,
    flow,
    ending: run.state.ending,
    steps: steps.map(step =>
      viewStep(
        step,
        owners.filter(({ stepId }) => stepId === step.id),
        reading,
      ),
    ),
    held: ticket.hold?.says ?? null,
    newerVersion: newer && { id: newer.id, versionNo: newer.versionNo },
    canMoveToVersion: newer !== null && run.state.ending === null && hasRole(reading.actor, 'admin', 'manager'),
    version: run.version,
  }
}

const standardOf = async (reading: Reading, ticket: TicketRow): Promise<TicketFlow> => {
  const happenings = (await listHappenings(reading, [ticket.id])).get(ticket.id) ?? []
  return {
    ticketId: ticket.id,
    flow: standardView,
    ending: ticket.status === 'cancelled' ? 'cancelled' : ticket.status === 'closed' ? 'ended' : null,
    steps: stageSteps(happenings).map(step => viewStageStep(step, reading.now)),
    held: ticket.hold?.says ?? null,
    newerVersion: null,
    canMoveToVersion: false,
    version: 0,
  }
}

/** What waits for whoever asks, the newest first. */
export const listMine = async (
  reading: Reading,
  input: ReadInputOf<typeof flowRunsApi.mine>,
): Promise<{ items: WaitingStep[]; nextCursor: string | null }> => {
  const { tx, actor } = reading
  const { rows: page, nextCursor } = await pageOfNewest(reading, input, 'flows.mine', (before, most) =>
    listWaitingFor(tx, actor.personId, { before, most }),
  )
  const steps = new Map(
    (
      await listStepsById(
        tx,
        page.map(({ stepId }) => stepId),
      )
    ).map(step => [step.id, step]),
  )
  const cards = await cardsOf(
    reading,
    page.map(({ ticketId }) => ticketId),
  )
  return {
    items: page.flatMap(({ stepId, ticketId }): WaitingStep[] => {
      const [step, card] = [steps.get(stepId), cards.get(ticketId)]
      if (!step || !card) return []
      return [
        {
          stepId,
          ticketId,
          ticketNumber: card.number,
          ticketTitle: card.title,
          priority: card.priority,
          nodeName: step.name,
          kind: step.kind,
          enteredAt: toWire(step.enteredAt),
          askedByName: step.askedByName,
          urgedAt: toWireOrNull(step.urgedAt),
        },
      ]
    }),
    nextCursor,
  }
}

/** A step of a ticket; refuses `flow.step_not_found`. */
export const findStep = async ({ tx }: Reading, id: string): Promise<FlowStepRow> =>
  (await lookStep(tx, id)) ?? refuse('flow.step_not_found')

/** Who has, or had, to act at a step. */
export const listOwners = ({ tx }: Reading, stepId: string): Promise<FlowOwnerRow[]> => listOwnersOfStep(tx, stepId)

/** Those who have to act where the ticket stands, at one node or at any; for whoever climbs the line above them. */
export const listAsked = async (reading: Reading, ticketId: string, nodeKey?: string): Promise<string[]> => {
  const standing = (await listSteps(reading.tx, ticketId)).filter(
    step => step.leftAt === null && (nodeKey === undefined || step.nodeKey === nodeKey),
  )
  const owners = await listOwnersOfTicket(reading.tx, ticketId)
  return owners
    .filter(({ state, stepId }) => state === 'waiting' && standing.some(({ id }) => id === stepId))
    .map(({ personId }) => personId)
}

import type { EventOf } from '../../../shared/events'
import { type Happening, type Token, withSeats } from '../../../shared/flows/state'
import type { Call } from '../../call'
import { findTemplate } from '../../templates/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { holdTicket, placeTicket } from '../../tickets/marks/actions'
import { findFlow } from '../actions'
import { resolveOwners } from '../owners/actions'
import { changeOwner, type FlowOwnerRow, listOwnersOfStep, listWaitingFor, saveOwners } from '../owners/store'
import { advanceRun, isStanding, newOwner, proceed, type Running, startRun, takeRunning } from '../runs/actions'
import { inFull } from '../runs/holding/actions'
import { nodeOf } from '../runs/rules'
import { changeRun, lookRun, removeRun } from '../runs/store'
import { type FlowStepRow, listSteps, listStepsById } from '../steps/store'

/** A new ticket begins the flow of its template; without one nothing is read or written. */
export const begin = async (call: Call, { ticketId, templateId }: EventOf<'ticket.created'>): Promise<void> => {
  const { flowCode } = (await findTemplate(call, templateId)).body
  if (flowCode) await startRun(call, await findTicket(inFull(call), ticketId), flowCode)
}

const happeningOf = ({ move }: EventOf<'ticket.moved'>): Happening => {
  if (move === 'cancel') return { kind: 'cancelled' }
  return move === 'reopen' ? { kind: 'reopened' } : { kind: 'moved' }
}

/** The flow goes with the ticket, and what its engineer has to do with whoever that is now. */
export const follow = async (call: Call, event: EventOf<'ticket.moved'>): Promise<void> => {
  const running = await takeRunning(call, event.ticketId)
  if (!running) return
  await proceed(call, running, happeningOf(event))
  if (running.ticket.assigneeId !== event.previousAssigneeId) await reseatAssignee(call, event.ticketId)
}

const reseatAssignee = async (call: Call, ticketId: string): Promise<void> => {
  const running = await takeRunning(call, ticketId)
  for (const { nodeKey } of running?.run.state.tokens ?? []) {
    const { assignee } = running ? nodeOf(running.flow, nodeKey) : {}
    const concerns = assignee?.by === 'ticketAssignee' || (assignee?.by === 'managerOf' && assignee.whom === 'assignee')
    const current = concerns ? await takeRunning(call, ticketId) : null
    if (current) await reseat(call, current, nodeKey)
  }
}

/** Skips what the emergency channel skips. */
export const redden = (call: Call, ticketId: string): Promise<void> => advanceRun(call, ticketId, { kind: 'reddened' })

/** While nobody has the ticket yet, another template brings its own flow. */
export const followTemplate = async (call: Call, ticketId: string): Promise<void> => {
  const ticket = await findTicket(inFull(call), ticketId)
  if (ticket.status !== 'draft' && ticket.status !== 'open') return
  const { flowCode } = (await findTemplate(call, ticket.templateId)).body
  const run = await lookRun(call.tx, ticketId)
  const present = run ? (await findFlow(call, run.flowId)).code : undefined
  if (present === flowCode) return
  if (run) await dropRun(call, ticketId)
  if (flowCode) await startRun(call, ticket, flowCode)
}

const dropRun = async (call: Call, ticketId: string): Promise<void> => {
  await advanceRun(call, ticketId, { kind: 'cancelled' })
  const run = await lookRun(call.tx, ticketId)
  if (run) await removeRun(call.tx, run.id)
  await holdTicket(call, ticketId, null)
  await placeTicket(call, ticketId, null)
}

/** A word of the customer's ends a wait for it. */
export const hearCustomer = async (call: Call, { ticketId, actorId }: EventOf<'ticket.commented'>): Promise<void> => {
  const run = await lookRun(call.tx, ticketId)
  if (!run || run.state.ending) return
  const ticket = await findTicket(call, ticketId)
  if (actorId !== ticket.customerId) return
  const flow = await findFlow(call, run.flowId)
  const waits = run.state.tokens.filter(({ nodeKey }) => nodeOf(flow, nodeKey).waitsFor === 'customer')
  for (const { nodeKey } of waits) await advanceRun(call, ticketId, { kind: 'completed', nodeKey })
}

const STEPS_AT_ONCE = 100

/** What waits for somebody who left waits for others now. */
export const replaceLeaver = async (call: Call, personId: string): Promise<void> => {
  for (;;) {
    const seats = await listWaitingFor(call.tx, personId, { before: null, most: STEPS_AT_ONCE })
    const steps = await listStepsById(
      call.tx,
      seats.map(({ stepId }) => stepId),
    )
    for (const seat of seats) {
      await changeOwner(call.tx, seat.id, { state: 'released' })
      const step = steps.find(({ id }) => id === seat.stepId)
      const running = step && (await takeRunning(call, step.ticketId))
      if (step && running && isStanding(running, step)) await reseat(call, running, step.nodeKey)
    }
    if (seats.length < STEPS_AT_ONCE) return
  }
}

const stepAt = async (call: Call, { run }: Running, { nodeKey, round }: Token): Promise<FlowStepRow | undefined> =>
  (await listSteps(call.tx, run.ticketId)).find(
    step => step.runId === run.id && step.nodeKey === nodeKey && step.round === round,
  )

/** Names the owners of a node anew; whoever has approved, or was added and is still here, stays. */
export const reseat = async (call: Call, running: Running, nodeKey: string): Promise<void> => {
  const { run, flow, ticket } = running
  const token = run.state.tokens.find(one => one.nodeKey === nodeKey)
  const { assignee } = nodeOf(flow, nodeKey)
  const step = token && (await stepAt(call, running, token))
  if (!token || !assignee || !step) return
  const before = await listOwnersOfStep(call.tx, step.id)
  const people = await resolveOwners(call, assignee, ticket)
  const named = people.map(({ id }) => id)
  const staying = before
    .filter(
      ({ personId, state, addedByName }) =>
        state === 'approved' || (state === 'waiting' && addedByName && token.added.includes(personId)),
    )
    .map(({ personId }) => personId)
  const asked = people.filter(({ id }) => !staying.includes(id) && !isWaiting(before, id))
  for (const person of asked) await seat(call, { before, step, ticket }, person)
  for (const one of before) {
    const isOver = one.state === 'waiting' && !staying.includes(one.personId) && !named.includes(one.personId)
    if (isOver) await changeOwner(call.tx, one.id, { state: 'released' })
  }
  const state = withSeats(run.state, nodeKey, { owners: [...new Set([...named, ...staying])] })
  await changeRun(call.tx, run.id, { state })
  await proceed(call, { ...running, run: { ...run, state } }, { kind: 'reseated', nodeKey })
  const personIds = asked.map(({ id }) => id)
  if (personIds.length > 0)
    call.emit({ type: 'flow.asked', ticketId: ticket.id, stepId: step.id, personIds, isUrge: false })
}

const isWaiting = (owners: readonly FlowOwnerRow[], personId: string): boolean =>
  owners.some(owner => owner.personId === personId && owner.state === 'waiting')

const seat = async (
  call: Call,
  { before, step, ticket }: { before: readonly FlowOwnerRow[]; step: FlowStepRow; ticket: TicketRow },
  person: { id: string; name: string },
): Promise<void> => {
  const known = before.find(({ personId }) => personId === person.id)
  if (known) await changeOwner(call.tx, known.id, { state: 'waiting' })
  else await saveOwners(call.tx, [newOwner(call, { stepId: step.id, ticketId: ticket.id, person })])
}

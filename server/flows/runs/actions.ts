import { advance, startFlow } from '../../../shared/flows/engine'
import type { FlowView } from '../../../shared/flows/library'
import { type Advance, type Happening, newState, tokenOf, withSeats } from '../../../shared/flows/state'
import type { Call } from '../../call'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { recordOnTicket } from '../../tickets/marks/actions'
import { findFlow, lookNewestFlow } from '../actions'
import { factsOf } from '../facts/actions'
import { resolveOwners } from '../owners/actions'
import { type FlowOwnerRow, releaseWaiting, saveOwners } from '../owners/store'
import { changeStep, type FlowStepRow, lookStepAt, saveStep } from '../steps/store'
import { startClock, stopClock } from './clocks/actions'
import { carryOut } from './effects/actions'
import { inFull, showHold } from './holding/actions'
import { leftBefore, newSteps, nodeOf, toBeSeated, waitTimer } from './rules'
import { changeRun, type FlowRunRow, saveRun, takeRun } from './store'

export type Running = { run: FlowRunRow; flow: FlowView; ticket: TicketRow }

/** Lets a ticket begin the newest version of a flow. Without a published version it follows the standard flow. */
export const startRun = async (call: Call, ticket: TicketRow, code: string): Promise<void> => {
  const flow = await lookNewestFlow(call, code)
  if (!flow?.publishedAt) return
  const run: FlowRunRow = { id: call.newId(), ticketId: ticket.id, flowId: flow.id, state: newState(), version: 1 }
  await saveRun(call.tx, run)
  await settle(call, { run, flow, ticket }, startFlow(flow.body, await factsOf(call, ticket)))
}

/** The run of a ticket, for this transaction alone; null when it follows the standard flow. */
export const takeRunning = async (call: Call, ticketId: string): Promise<Running | null> => {
  const run = await takeRun(call.tx, ticketId)
  if (!run) return null
  const ticket = await findTicket(inFull(call), ticketId)
  return { run, flow: await findFlow(call, run.flowId), ticket }
}

/** Tells a run what has happened; `says` is why somebody refused or withdrew. */
export const proceed = async (call: Call, running: Running, happening: Happening, says?: string): Promise<void> => {
  const { flow, run, ticket } = running
  const next = advance(flow.body, run.state, happening, await factsOf(call, ticket))
  await settle(call, running, says ? withReason(next, says) : next)
}

const withReason = ({ state, effects }: Advance, says: string): Advance => ({
  state,
  effects: effects.map(effect =>
    effect.kind === 'left' && ['refused', 'withdrawn'].includes(effect.outcome) && !effect.reason
      ? { ...effect, reason: says }
      : effect,
  ),
})

/** Tells the ticket's run, if it has one. */
export const advanceRun = async (call: Call, ticketId: string, happening: Happening): Promise<void> => {
  const running = await takeRunning(call, ticketId)
  if (running) await proceed(call, running, happening)
}

/**
 * Writes what has become of a run, then has done what it asks for. An automatic node may redden the ticket, which advances
 * this very run again: so everything else stands before.
 */
export const settle = async (call: Call, { run, flow, ticket }: Running, next: Advance): Promise<void> => {
  const { effects } = next
  const steps = newSteps(call, { run, flow, ticket, effects })
  const owners: FlowOwnerRow[] = []
  let state = next.state
  for (const { key, assignee } of toBeSeated(flow, state, effects)) {
    const people = assignee ? await resolveOwners(call, assignee, ticket) : []
    const stepId = steps.findLast(({ nodeKey }) => nodeKey === key)?.id ?? ''
    owners.push(...people.map(person => newOwner(call, { stepId, ticketId: ticket.id, person })))
    state = withSeats(state, key, { owners: people.map(({ id }) => id) })
  }
  await changeRun(call.tx, run.id, { state })
  for (const step of steps) await saveStep(call.tx, step)
  await saveOwners(call.tx, owners)
  for (const left of leftBefore(effects)) await leaveStep(call, { run, flow, ticket }, left)
  for (const step of steps) await enterStep(call, { flow, ticket, step, owners })
  await showHold(call, { flow, state, ticket })
  for (const effect of effects) if (effect.kind === 'actions') await carryOut(call, ticket.id, effect.actions)
}

export const newOwner = (
  { newId }: Pick<Call, 'newId'>,
  { stepId, ticketId, person }: { stepId: string; ticketId: string; person: { id: string; name: string } },
): FlowOwnerRow => ({
  id: newId(),
  stepId,
  ticketId,
  personId: person.id,
  personName: person.name,
  state: 'waiting',
  says: null,
  at: null,
  addedByName: null,
})

const leaveStep = async (
  call: Call,
  { run, flow, ticket }: Running,
  { nodeKey, round, outcome, reason }: ReturnType<typeof leftBefore>[number],
): Promise<void> => {
  const step = await lookStepAt(call.tx, { runId: run.id, nodeKey, round })
  if (!step) throw new Error(`no step at ${nodeKey}, round ${round}`)
  await changeStep(call.tx, step.id, { leftAt: call.now, outcome, reason })
  await releaseWaiting(call.tx, step.id)
  if (step.until) await call.timers.cancel(waitTimer(ticket.id, nodeKey))
  await stopClock(call, ticket.id, nodeOf(flow, nodeKey))
  if (outcome === 'skipped') await recordSkip(call, ticket, { ...step, reason })
  call.emit({ type: 'flow.left', ticketId: ticket.id, stepId: step.id, nodeKey })
}

type Entering = { flow: FlowView; ticket: TicketRow; step: FlowStepRow; owners: readonly FlowOwnerRow[] }

const enterStep = async (call: Call, { flow, ticket, step, owners }: Entering): Promise<void> => {
  const { id: stepId, ticketId, nodeKey, until, leftAt } = step
  if (step.outcome === 'skipped') await recordSkip(call, ticket, step)
  call.emit({ type: 'flow.entered', ticketId, stepId, nodeKey })
  if (leftAt) {
    call.emit({ type: 'flow.left', ticketId, stepId, nodeKey })
    return
  }
  const payload = { ticketId, nodeKey, round: String(step.round) }
  if (until) await call.timers.set({ key: waitTimer(ticketId, nodeKey), job: 'flows.wait', at: until, payload })
  await startClock(call, ticketId, nodeOf(flow, nodeKey))
  const personIds = owners.filter(owner => owner.stepId === stepId).map(({ personId }) => personId)
  if (personIds.length > 0) call.emit({ type: 'flow.asked', ticketId, stepId, personIds, isUrge: false })
}

const recordSkip = (call: Call, ticket: TicketRow, { name, reason }: Pick<FlowStepRow, 'name' | 'reason'>) =>
  recordOnTicket(call, ticket, `「${name}」已跳过：${reason ?? ''}`)

/** The date of a wait has come. */
export const endWait = (
  call: Call,
  { ticketId = '', nodeKey = '', round = '' }: Record<string, string>,
): Promise<void> => advanceRun(call, ticketId, { kind: 'timer', nodeKey, round: Number(round) })

export const isStanding = ({ run }: Running, { nodeKey, round }: Pick<FlowStepRow, 'nodeKey' | 'round'>): boolean =>
  tokenOf(run.state, nodeKey)?.round === round

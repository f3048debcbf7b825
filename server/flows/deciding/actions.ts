import type { flowRunsApi, TicketFlow } from '../../../shared/flows/runs'
import { tokenOf, withSeats } from '../../../shared/flows/state'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Call } from '../../call'
import { findPerson } from '../../people/actions'
import { recordOnTicket } from '../../tickets/marks/actions'
import { changeOwner, type FlowOwnerRow, listOwnersOfStep, saveOwners } from '../owners/store'
import { newOwner, proceed, type Running, takeRunning } from '../runs/actions'
import { inFull, showHold } from '../runs/holding/actions'
import { changeRun } from '../runs/store'
import { findStep, maySeeFlow, showFlow } from '../steps/actions'
import { isDecision, isTickedOff, minutesToUrge } from '../steps/rules'
import { changeStep, type FlowStepRow } from '../steps/store'

type Input<Name extends keyof typeof flowRunsApi> = ReadInputOf<(typeof flowRunsApi)[Name]>
type Taken = { running: Running; step: FlowStepRow; owners: FlowOwnerRow[] }

/**
 * A step on which the ticket stands, for this transaction alone. Refuses `flow.step_not_found` to whoever may not see the
 * ticket, `flow.step_done`, `flow.changed_meanwhile`.
 */
const takeStep = async (
  call: Call,
  { stepId, version }: { stepId: string; version?: number | undefined },
): Promise<Taken> => {
  const { ticketId } = await findStep(call, stepId)
  refuseUnless(await maySeeFlow(call, ticketId), 'flow.step_not_found')
  const running = await takeRunning(call, ticketId)
  const step = await findStep(call, stepId)
  refuseUnless(running && step.leftAt === null && step.runId === running.run.id, 'flow.step_done', { name: step.name })
  refuseUnless(version === undefined || version + 1 === running.run.version, 'flow.changed_meanwhile')
  return { running, step, owners: await listOwnersOfStep(call.tx, stepId) }
}

/** The caller's own seat at a step; refuses `flow.not_yours`, and `flow.step_done` when they have acted already. */
const ownSeat = (call: Call, { step, owners }: Taken): FlowOwnerRow => {
  const seat = owners.find(({ personId }) => personId === call.actor.personId)
  if (seat && seat.state !== 'waiting' && seat.state !== 'released') refuse('flow.step_done', { name: step.name })
  return seat?.state === 'waiting' ? seat : refuse('flow.not_yours', { name: step.name })
}

const tell = (call: Call, { running }: Taken, deed: string, says: string): Promise<void> =>
  recordOnTicket(inFull(call), running.ticket, says ? `${deed}：${says}` : deed)

/** Refuses as `takeStep` and `ownSeat`, `flow.not_this_way`, and `ticket.reason_required` to a refusal without words. */
export const decide = async (call: Call, { stepId, decision, says, version }: Input<'decide'>): Promise<TicketFlow> => {
  const taken = await takeStep(call, { stepId, version })
  const { step, running } = taken
  const seat = ownSeat(call, taken)
  refuseUnless(isDecision(step), 'flow.not_this_way', { name: step.name })
  refuseUnless(decision === 'approve' || says !== '', 'ticket.reason_required')
  const state = decision === 'approve' ? 'approved' : 'refused'
  await changeOwner(call.tx, seat.id, { state, says: says || null, at: call.now })
  await tell(call, taken, `${decision === 'approve' ? '同意' : '不同意'}「${step.name}」`, says)
  const { nodeKey } = step
  await proceed(call, running, { kind: 'decided', nodeKey, personId: call.actor.personId, decision }, says)
  return showFlow(call, { ticketId: step.ticketId })
}

/** Refuses as `takeStep` and `ownSeat`, and `flow.not_this_way`. */
export const complete = async (call: Call, { stepId, says, version }: Input<'complete'>): Promise<TicketFlow> => {
  const taken = await takeStep(call, { stepId, version })
  const { step, running } = taken
  const seat = ownSeat(call, taken)
  refuseUnless(isTickedOff(step), 'flow.not_this_way', { name: step.name })
  await changeOwner(call.tx, seat.id, { state: 'done', says: says || null, at: call.now })
  await tell(call, taken, `完成「${step.name}」`, says)
  await proceed(call, running, { kind: 'completed', nodeKey: step.nodeKey })
  return showFlow(call, { ticketId: step.ticketId })
}

/** By whoever's doing led to the approval, while nobody has decided. Refuses as `takeStep`, `flow.not_yours`, `flow.not_this_way`. */
export const withdraw = async (call: Call, { stepId, says, version }: Input<'withdraw'>): Promise<TicketFlow> => {
  const taken = await takeStep(call, { stepId, version })
  const { step, running, owners } = taken
  refuseUnless(step.askedById === call.actor.personId, 'flow.not_yours', { name: step.name })
  refuseUnless(isDecision(step), 'flow.not_this_way', { name: step.name })
  refuseUnless(!owners.some(({ state }) => state === 'approved'), 'flow.step_done', { name: step.name })
  await tell(call, taken, `撤回「${step.name}」`, says)
  await proceed(call, running, { kind: 'withdrawn', nodeKey: step.nodeKey }, says || `${call.actor.name}撤回`)
  return showFlow(call, { ticketId: step.ticketId })
}

/** Asks one more person, who has to approve too. Refuses as `takeStep` and `ownSeat`, `flow.not_this_way`, `flow.signer_unfit`. */
export const addSigner = async (
  call: Call,
  { stepId, personId, says, version }: Input<'addSigner'>,
): Promise<TicketFlow> => {
  const taken = await takeStep(call, { stepId, version })
  const { step, running, owners } = taken
  ownSeat(call, taken)
  refuseUnless(isDecision(step), 'flow.not_this_way', { name: step.name })
  const person = await findPerson(call, personId)
  const name = person.name
  refuseUnless(person.status === 'active', 'flow.signer_unfit', { name, reason: '已经离职' })
  const known = owners.find(owner => owner.personId === personId)
  refuseUnless(!known || known.state === 'released', 'flow.signer_unfit', { name, reason: '已经在处理人里' })
  const seat = { state: 'waiting' as const, addedByName: call.actor.name }
  if (known) await changeOwner(call.tx, known.id, seat)
  else await saveOwners(call.tx, [{ ...newOwner(call, { stepId, ticketId: step.ticketId, person }), ...seat }])
  await seatMore(call, running, step, personId)
  await tell(call, taken, `请${name}加签「${step.name}」`, says)
  call.emit({ type: 'flow.asked', ticketId: step.ticketId, stepId, personIds: [personId], isUrge: false })
  return showFlow(call, { ticketId: step.ticketId })
}

const seatMore = async (
  call: Call,
  { run, flow, ticket }: Running,
  { nodeKey }: FlowStepRow,
  personId: string,
): Promise<void> => {
  const token = tokenOf(run.state, nodeKey)
  if (!token) return
  const { owners, added } = token
  const state = withSeats(run.state, nodeKey, { owners: [...owners, personId], added: [...added, personId] })
  await changeRun(call.tx, run.id, { state })
  await showHold(call, { flow, state, ticket })
}

/** Refuses as `takeStep`, `flow.urged_lately`, and `flow.not_this_way` when nobody else is waited for. */
export const urge = async (call: Call, { stepId }: Input<'urge'>): Promise<TicketFlow> => {
  const taken = await takeStep(call, { stepId })
  const { step, owners } = taken
  const personIds = owners
    .filter(({ state, personId }) => state === 'waiting' && personId !== call.actor.personId)
    .map(({ personId }) => personId)
  refuseUnless(personIds.length > 0, 'flow.not_this_way', { name: step.name })
  const minutes = minutesToUrge(step, call.now)
  refuseUnless(minutes === 0, 'flow.urged_lately', { minutes })
  await changeStep(call.tx, stepId, { urgedAt: call.now })
  await tell(call, taken, `催办「${step.name}」`, '')
  call.emit({ type: 'flow.asked', ticketId: step.ticketId, stepId, personIds, isUrge: true })
  return showFlow(call, { ticketId: step.ticketId })
}

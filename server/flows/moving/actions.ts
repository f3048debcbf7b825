import type { flowRunsApi, TicketFlow } from '../../../shared/flows/runs'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Call } from '../../call'
import { findTicket } from '../../tickets/actions'
import { recordOnTicket } from '../../tickets/marks/actions'
import { findFlow } from '../actions'
import { reseat } from '../following/actions'
import { proceed, type Running, takeRunning } from '../runs/actions'
import { startClock, stopClock } from '../runs/clocks/actions'
import { showHold } from '../runs/holding/actions'
import { nodeOf, waitTimer } from '../runs/rules'
import { changeRun } from '../runs/store'
import { showFlow } from '../steps/actions'
import { changeStep, lookStepAt } from '../steps/store'
import { type Relocation, relocated } from './rules'

/**
 * Lets a running ticket follow a newer version of its flow, where it stands, with the people who are asked already.
 * Refuses `flow.not_followed`, `flow.over`, `flow.not_newer`, `flow.changed_meanwhile`, and as `relocated`.
 */
export const moveToVersion = async (
  call: Call,
  { ticketId, flowId, mapping, version }: ReadInputOf<typeof flowRunsApi.moveToVersion>,
): Promise<TicketFlow> => {
  const ticket = await findTicket(call, ticketId)
  const running = (await takeRunning(call, ticketId)) ?? refuse('flow.not_followed')
  const { run, flow: from } = running
  refuseUnless(version === undefined || version + 1 === run.version, 'flow.changed_meanwhile')
  refuseUnless(run.state.ending === null, 'flow.over')
  const to = await findFlow(call, flowId)
  refuseUnless(to.code === from.code && to.versionNo > from.versionNo, 'flow.not_newer')
  const { state, relocations } = relocated(run.state, { from, to, mapping })
  await changeRun(call.tx, run.id, { flowId, state })
  const moved: Running = { ...running, flow: to, run: { ...run, flowId, state } }
  for (const relocation of relocations) await relocate(call, running, moved, relocation)
  await recordOnTicket(call, ticket, `流程「${to.name}」换到第 ${to.versionNo} 版`)
  await showHold(call, { flow: to, state, ticket: running.ticket })
  await settleIn(call, ticketId)
  return showFlow(call, { ticketId })
}

/** The step that stands at a node is the step at its counterpart now. */
const relocate = async (
  call: Call,
  { run, flow, ticket }: Running,
  moved: Running,
  { before, after, node }: Relocation,
): Promise<void> => {
  const step = await lookStepAt(call.tx, { runId: run.id, nodeKey: before.nodeKey, round: before.round })
  if (!step) return
  await changeStep(call.tx, step.id, {
    nodeKey: after.nodeKey,
    round: after.round,
    name: node.name,
    flowId: moved.flow.id,
  })
  if (before.nodeKey === after.nodeKey) return
  const { id: stepId, ticketId, until } = step
  if (until) {
    await call.timers.cancel(waitTimer(ticketId, before.nodeKey))
    const payload = { ticketId, nodeKey: after.nodeKey, round: String(after.round) }
    await call.timers.set({ key: waitTimer(ticketId, after.nodeKey), job: 'flows.wait', at: until, payload })
  }
  await stopClock(call, ticket.id, nodeOf(flow, before.nodeKey))
  await startClock(call, ticket.id, node)
  call.emit({ type: 'flow.left', ticketId, stepId, nodeKey: before.nodeKey })
  call.emit({ type: 'flow.entered', ticketId, stepId, nodeKey: after.nodeKey })
}

/** What the new version asks differently: stages that are past, approvals that are enough, owners where there were none. */
const settleIn = async (call: Call, ticketId: string): Promise<void> => {
  const arrived = await takeRunning(call, ticketId)
  if (!arrived) return
  await proceed(call, arrived, { kind: 'moved' })
  for (const { nodeKey, owners } of arrived.run.state.tokens) {
    const current = await takeRunning(call, ticketId)
    if (!current?.run.state.tokens.some(token => token.nodeKey === nodeKey)) continue
    if (owners.length === 0) await reseat(call, current, nodeKey)
    else await proceed(call, current, { kind: 'reseated', nodeKey })
  }
}

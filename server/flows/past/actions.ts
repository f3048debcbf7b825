import type { PastStep } from '../../../shared/flows/replay'
import { STANDARD } from '../../../shared/flows/standard'
import { grouped } from '../../../shared/kernel/group'
import type { Reading } from '../../call'
import type { HappeningRow } from '../../tickets/due/actions'
import { listOwnersOfTickets } from '../owners/store'
import { listRuns } from '../runs/store'
import { stageSteps } from '../steps/rules'
import { listStepsOfTickets } from '../steps/store'

export type PastSeat = { id: string; name: string }
export type PastFlowStep = PastStep & { owners: PastSeat[] }
export type PastFlow = { flowId: string; steps: PastFlowStep[] }

/** How tickets have gone through their flows, by ticket; those without a run through the standard one, as their life says. */
export const listPast = async (
  { tx }: Reading,
  happenings: ReadonlyMap<string, readonly HappeningRow[]>,
): Promise<Map<string, PastFlow>> => {
  const ids = [...happenings.keys()]
  const runs = new Map((await listRuns(tx, ids)).map(run => [run.ticketId, run]))
  const [steps, owners] = [
    await listStepsOfTickets(tx, [...runs.keys()]),
    await listOwnersOfTickets(tx, [...runs.keys()]),
  ]
  const seats = grouped(owners, ({ stepId }) => stepId)
  const byRun = grouped(steps, ({ runId }) => runId)
  return new Map(
    ids.map(ticketId => {
      const run = runs.get(ticketId)
      if (!run) return [ticketId, { flowId: STANDARD, steps: standardSteps(happenings.get(ticketId) ?? []) }]
      const own = (byRun.get(run.id) ?? []).map(step => ({
        ...step,
        owners: (seats.get(step.id) ?? []).map(({ personId, personName }) => ({ id: personId, name: personName })),
      }))
      return [ticketId, { flowId: run.flowId, steps: own }]
    }),
  )
}

const standardSteps = (happenings: readonly HappeningRow[]): PastFlowStep[] =>
  stageSteps(happenings).map(step => ({ ...step, nodeKey: step.stage, kind: 'task', reason: null, owners: [] }))

import { type Stage, stageNames, stages } from '../../../shared/flows/flow'
import { indexOfStage, positionOf } from '../../../shared/flows/stages'
import type { Outcome } from '../../../shared/flows/state'
import { type Actor, hasRole, staffRoles } from '../../../shared/kernel/roles'
import { MINUTE } from '../../../shared/kernel/time'
import type { Status } from '../../../shared/tickets/life'
import type { FlowOwnerRow } from '../owners/store'
import type { FlowStepRow } from './store'

/** Somebody is reminded of the same step at most so often. */
export const URGE_EVERY_MS = 30 * MINUTE

export const isDecision = ({ kind }: Pick<FlowStepRow, 'kind'>): boolean =>
  kind === 'approval' || kind === 'countersign'

/** To be ticked off by a person: a task that is no stage of the ticket's life, or a wait. */
export const isTickedOff = ({ kind, stage }: Pick<FlowStepRow, 'kind' | 'stage'>): boolean =>
  (kind === 'task' && stage === null) || kind === 'wait'

/** Whole minutes until the step may be urged again; 0 when it may be now. */
export const minutesToUrge = ({ urgedAt }: Pick<FlowStepRow, 'urgedAt'>, now: Date): number =>
  urgedAt ? Math.max(0, Math.ceil((urgedAt.getTime() + URGE_EVERY_MS - now.getTime()) / MINUTE)) : 0

export type Permissions = {
  canDecide: boolean
  canComplete: boolean
  canWithdraw: boolean
  canUrge: boolean
  canAddSigner: boolean
}

/** What this person may do at a step. */
export const permissionsAt = (
  step: FlowStepRow,
  owners: readonly FlowOwnerRow[],
  { actor, now }: { actor: Actor; now: Date },
): Permissions => {
  const isActive = step.leftAt === null
  const waiting = owners.filter(({ state }) => state === 'waiting')
  const isAsked = isActive && waiting.some(({ personId }) => personId === actor.personId)
  const isUndecided = !owners.some(({ state }) => state === 'approved')
  return {
    canDecide: isAsked && isDecision(step),
    canComplete: isAsked && isTickedOff(step),
    canWithdraw: isActive && isDecision(step) && isUndecided && step.askedById === actor.personId,
    canUrge:
      isActive &&
      hasRole(actor, ...staffRoles, 'provider') &&
      waiting.some(({ personId }) => personId !== actor.personId) &&
      minutesToUrge(step, now) === 0,
    canAddSigner: isAsked && isDecision(step),
  }
}

export type StageStep = {
  stage: Stage
  name: string
  round: number
  enteredAt: Date
  leftAt: Date | null
  outcome: Outcome | null
}

/** The steps of the standard flow, from what happened to the ticket: a stage runs while the ticket is in one of its states. */
export const stageSteps = (happenings: readonly { toStatus: Status | null; at: Date }[]): StageStep[] => {
  const steps: StageStep[] = []
  const open = (position: number, at: Date): void => {
    const stage = stages[position]
    if (!stage) return
    const round = steps.filter(one => one.stage === stage).length + 1
    steps.push({ stage, name: stageNames[stage], round, enteredAt: at, leftAt: null, outcome: null })
  }
  for (const { toStatus, at } of happenings) {
    if (!toStatus) continue
    const position = positionOf(toStatus)
    const last = steps.at(-1)
    const from = last ? indexOfStage(last.stage) : -1
    if (last?.leftAt === null && from === position) continue
    const isForward = toStatus !== 'cancelled' && position > from
    if (last?.leftAt === null) Object.assign(last, { leftAt: at, outcome: isForward ? 'done' : 'withdrawn' })
    // What the ticket went past at once was done at once.
    if (isForward) {
      for (let passed = from + 1; passed < position; passed++) {
        open(passed, at)
        Object.assign(steps.at(-1) ?? {}, { leftAt: at, outcome: 'done' })
      }
    }
    if (toStatus !== 'cancelled') open(position, at)
  }
  return steps
}

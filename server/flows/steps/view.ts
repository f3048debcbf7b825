import type { FlowStepView } from '../../../shared/flows/runs'
import type { Actor } from '../../../shared/kernel/roles'
import { MINUTE, toWire, toWireOrNull } from '../../../shared/kernel/time'
import type { FlowOwnerRow } from '../owners/store'
import { permissionsAt, type StageStep } from './rules'
import type { FlowStepRow } from './store'

const minutesIn = (from: Date, to: Date | null, now: Date): number =>
  Math.max(0, Math.floor(((to ?? now).getTime() - from.getTime()) / MINUTE))

export const viewStep = (
  row: FlowStepRow,
  owners: readonly FlowOwnerRow[],
  viewer: { actor: Actor; now: Date },
): FlowStepView => ({
  id: row.id,
  nodeKey: row.nodeKey,
  name: row.name,
  kind: row.kind,
  stage: row.stage,
  round: row.round,
  state: row.outcome ?? 'active',
  enteredAt: toWire(row.enteredAt),
  leftAt: toWireOrNull(row.leftAt),
  minutes: minutesIn(row.enteredAt, row.leftAt, viewer.now),
  until: toWireOrNull(row.until),
  reason: row.reason,
  askedByName: row.askedByName,
  urgedAt: toWireOrNull(row.urgedAt),
  owners: owners.map(owner => ({
    id: owner.personId,
    name: owner.personName,
    state: owner.state,
    says: owner.says,
    at: toWireOrNull(owner.at),
    addedByName: owner.addedByName,
  })),
  ...permissionsAt(row, owners, viewer),
})

export const viewStageStep = (step: StageStep, now: Date): FlowStepView => ({
  id: null,
  nodeKey: step.stage,
  name: step.name,
  kind: 'task',
  stage: step.stage,
  round: step.round,
  state: step.outcome ?? 'active',
  enteredAt: toWire(step.enteredAt),
  leftAt: toWireOrNull(step.leftAt),
  minutes: minutesIn(step.enteredAt, step.leftAt, now),
  until: null,
  reason: null,
  askedByName: null,
  urgedAt: null,
  owners: [],
  canDecide: false,
  canComplete: false,
  canWithdraw: false,
  canUrge: false,
  canAddSigner: false,
})

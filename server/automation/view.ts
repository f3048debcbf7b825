import { type FollowUpView, type RuleView, type RunView, triggerSays, waitSays } from '../../shared/automation'
import { toWire, toWireOrNull } from '../../shared/kernel/time'
import type { FollowUpRow } from './followUps/store'
import type { RuleRow, RunRow } from './store'

export const viewRule = (
  { id, body, version }: RuleRow,
  recent: { count: number; lastAt: Date } | undefined,
): RuleView => ({
  ...body,
  code: id,
  version,
  triggerSays: [triggerSays(body.trigger), waitSays(body.wait)].filter(Boolean).join('，'),
  recentRuns: recent?.count ?? 0,
  lastRunAt: toWireOrNull(recent?.lastAt ?? null),
})

export const viewRun = ({ key, slot, day, triggerSays: trigger, at, ...row }: RunRow): RunView => ({
  ...row,
  trigger,
  at: toWire(at),
})

export const viewFollowUp = ({ dueAt, ...row }: FollowUpRow, templateName: string): FollowUpView => ({
  ...row,
  templateName,
  dueAt: toWire(dueAt),
})

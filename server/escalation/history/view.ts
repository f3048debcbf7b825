import { type EscalationHistory, escalationTargetNames } from '../../../shared/escalation'
import { toWire } from '../../../shared/kernel/time'
import { type ReachAttemptView, reachChannelNames } from '../../../shared/reach'
import type { AttemptRow } from '../../reach/actions'
import { type DueStep, isOfStep } from '../rules'
import type { StepRow } from '../store'

const stateSays: Record<AttemptRow['state'], string> = {
  waiting: '正在发送',
  calling: '正在发送',
  sent: '已发出，等待回执',
  delivered: '已送达',
  failed: '未成功',
  acknowledged: '已回应：我来处理',
}

const viewAttempt = (row: AttemptRow, names: ReadonlyMap<string, string>): ReachAttemptView => ({
  id: row.id,
  personId: row.personId,
  personName: names.get(row.personId) ?? '',
  channel: row.channel,
  state: row.state === 'calling' ? 'waiting' : row.state,
  says: row.result && row.state !== 'acknowledged' ? row.result : stateSays[row.state],
  at: toWire(row.at),
})

/** A clock and what people call it. */
export type Named = { key: string; name: string }

export const viewStep = (
  step: StepRow,
  { key: clock, name }: Named,
  attempts: readonly AttemptRow[],
  names: ReadonlyMap<string, string>,
): EscalationHistory['items'][number] => ({
  clock,
  name,
  level: step.level,
  percent: step.percent,
  at: toWire(step.at),
  says: step.says,
  attempts: attempts.filter(({ key }) => isOfStep(key, step)).map(one => viewAttempt(one, names)),
})

export const viewComing = (
  { key: clock, name }: Named,
  { step: { channel, to }, at }: DueStep,
): EscalationHistory['coming'][number] => ({
  clock,
  name,
  at: toWire(at),
  says: `${reachChannelNames[channel]}通知${to.map(target => escalationTargetNames[target]).join('、')}`,
})

import { type EscalationStep, type escalationApi, faultsOfLadder, type QuietHours } from '../../../shared/escalation'
import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse } from '../../../shared/kernel/refusal'
import type { Call, Reading } from '../../call'
import { lookRule, saveRule } from './store'

type Ladder = OutputOf<typeof escalationApi.ladder>
type Settings = OutputOf<typeof escalationApi.settings>

export const showLadder = async ({ tx }: Reading): Promise<Ladder> => {
  const { body, version } = await lookRule(tx, 'ladder')
  return { steps: [...body.steps], version }
}

export const saveLadder = async (call: Call, { steps, version }: ReadInputOf<typeof escalationApi.saveLadder>) => {
  const [fault] = faultsOfLadder(steps)
  if (fault) refuse('escalation.ladder_invalid', { reason: fault })
  const saved = await saveRule(call.tx, 'ladder', { steps }, version)
  return { steps: [...saved.body.steps], version: saved.version }
}

export const showSettings = async ({ tx }: Reading): Promise<Settings> => {
  const { body, version } = await lookRule(tx, 'settings')
  return { ...body, version }
}

export const saveSettings = async (call: Call, { version, ...quiet }: Settings): Promise<Settings> => {
  const saved = await saveRule(call.tx, 'settings', quiet, version)
  return { ...saved.body, version: saved.version }
}

/** What the climbing goes by. */
export const rulesOf = async ({ tx }: Reading): Promise<{ steps: readonly EscalationStep[]; quiet: QuietHours }> => {
  const [ladder, settings] = [await lookRule(tx, 'ladder'), await lookRule(tx, 'settings')]
  return { steps: ladder.body.steps, quiet: settings.body }
}

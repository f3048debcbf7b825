import type { DecisionView, DispatchSettingsView } from '../../shared/dispatch'
import { toWire } from '../../shared/kernel/time'
import type { DecisionRow, DispatchSettingsRow } from './store'

export const viewDecision = ({ ticketId: _, at, ...row }: DecisionRow): DecisionView => ({ ...row, at: toWire(at) })

export const viewSettings = ({ mode, weights, version }: DispatchSettingsRow): DispatchSettingsView => ({
  mode,
  weights,
  version,
})

import type { CodeNames } from '../../../shared/codeNames'
import { coversSays } from '../../../shared/sla/choice'
import type { PolicyView } from '../../../shared/sla/views'
import type { Policy } from './actions'

export const viewPolicy = (
  policy: Policy,
  calendarNames: ReadonlyMap<string, string>,
  codeNames: CodeNames,
): PolicyView => ({
  ...policy,
  calendarName: calendarNames.get(policy.calendarCode) ?? '',
  isBuiltIn: policy.version === 0,
  coversSays: coversSays(policy.covers, codeNames),
})

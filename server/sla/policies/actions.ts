import type { CodeNames } from '../../../shared/codeNames'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { slaApi } from '../../../shared/sla/api'
import { coverTheSame, inPrecedence, precedenceSays } from '../../../shared/sla/choice'
import { STANDARD, standardPolicy } from '../../../shared/sla/defaults'
import type { Covers, Policy as Ruled } from '../../../shared/sla/policy'
import type { PolicyView } from '../../../shared/sla/views'
import type { Call, Reading } from '../../call'
import { regionNames } from '../../regionNames'
import { listServices, listTemplates } from '../../templates/actions'
import { loadCalendars } from '../calendars/actions'
import { rederiveSoon } from '../rederiving/actions'
import { codeNamesFor } from './rules'
import { keepPolicy, listPolicies, removePolicy as removeRow } from './store'
import { viewPolicy } from './view'

export type Policy = Ruled & { version: number }

/** What is stored, and the standard policy when nobody has stored one of that code; first come, first served. */
export const loadPolicies = async ({ tx }: Reading): Promise<Policy[]> => {
  const stored = (await listPolicies(tx)).map(({ id, body, version }) => ({ ...body, code: id, version }))
  const isStored = stored.some(({ code }) => code === STANDARD)
  return inPrecedence(isStored ? stored : [...stored, { ...standardPolicy, version: 0 }])
}

/** Codes of all policies. */
export const knownPolicies = async (reading: Reading): Promise<string[]> =>
  (await loadPolicies(reading)).map(({ code }) => code)

const coversAll = (covers: Covers): boolean => Object.values(covers).every(wanted => wanted === null)

/** All policies with the draft among them; refuses one that makes the choice unclear. */
export const draftedPolicies = (policies: readonly Policy[], draft: Policy): Policy[] => {
  const others = policies.filter(({ code }) => code !== draft.code)
  const twin = others.find(({ covers }) => coverTheSame(covers, draft.covers))
  if (draft.code === STANDARD) refuseUnless(coversAll(draft.covers), 'sla.policy_cannot_narrow')
  else refuseUnless(!coversAll(draft.covers), 'sla.policy_covers_all')
  refuseUnless(!twin, 'sla.policy_twice', { name: twin?.name })
  return inPrecedence([...others, draft])
}

const calendarNamesOf = async (reading: Reading): Promise<Map<string, string>> =>
  new Map((await loadCalendars(reading)).map(({ id, name }) => [id, name]))

/** What the codes are called by which these policies say what they cover. */
export const codeNamesOf = async (reading: Reading, policies: readonly { covers: Covers }[]): Promise<CodeNames> =>
  codeNamesFor(policies, regionNames(), await listServices(reading))

export const showPolicies = async (reading: Reading): Promise<{ items: PolicyView[]; precedence: string }> => {
  const policies = await loadPolicies(reading)
  const [calendarNames, codeNames] = [await calendarNamesOf(reading), await codeNamesOf(reading, policies)]
  return {
    items: policies.map(policy => viewPolicy(policy, calendarNames, codeNames)),
    precedence: precedenceSays,
  }
}

/** Refuses `sla.calendar_not_found`, `sla.changed_meanwhile` and what `draftedPolicies` refuses. */
export const savePolicy = async (call: Call, draft: ReadInputOf<typeof slaApi.savePolicy>): Promise<PolicyView> => {
  const calendarNames = await calendarNamesOf(call)
  refuseUnless(calendarNames.has(draft.calendarCode), 'sla.calendar_not_found', { code: draft.calendarCode })
  draftedPolicies(await loadPolicies(call), draft)
  const { code, version, ...body } = draft
  const stored = await keepPolicy(call.tx, { id: code, body, version })
  await rederiveSoon(call)
  return viewPolicy({ ...body, code, version: stored.version }, calendarNames, await codeNamesOf(call, [draft]))
}

/**
 * Without its stored body the standard policy is again what came with the product. Refuses `sla.policy_not_found`,
 * `sla.changed_meanwhile`, and `sla.policy_in_use` while a template names it.
 */
export const removePolicy = async (
  call: Call,
  { code, version }: { code: string; version: number },
): Promise<{ items: PolicyView[]; precedence: string }> => {
  const isThere = (await loadPolicies(call)).some(policy => policy.code === code && policy.version > 0)
  refuseUnless(isThere, 'sla.policy_not_found', { code })
  if (code !== STANDARD) await refuseInUse(call, code)
  if (!(await removeRow(call.tx, code, version))) refuse('sla.changed_meanwhile', { code })
  await rederiveSoon(call)
  return showPolicies(call)
}

const refuseInUse = async (reading: Reading, code: string): Promise<void> => {
  const users = (await listTemplates(reading)).filter(({ body }) => body.slaPolicyCode === code)
  refuseUnless(users.length === 0, 'sla.policy_in_use', { names: users.map(({ name }) => `「${name}」`).join('') })
}

import type { Kit } from '../../config/seed/kits/kit'
import type { KitPart, KitPartState } from '../../shared/kits'
import type { RuleSet } from '../../shared/settlement/ruleSet'
import { coverTheSame } from '../../shared/sla/choice'
import type { Policy } from '../../shared/sla/policy'

/** JSON with its keys in order and without what is undefined, so that two documents can be compared. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]))
}

const areSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

/** By code, the newest that is published; null where there is only a draft. */
type Published = Map<string, Record<string, unknown> | null>

export type Company = { flows: Published; templates: Published; policies: readonly Policy[] }

const stateIn = (published: Published, code: string, ours: Record<string, unknown>): KitPartState => {
  const theirs = published.get(code)
  if (theirs === undefined) return 'absent'
  if (theirs === null) return 'drafted'
  return areSame(ours, theirs) ? 'same' : 'changed'
}

/** Of two policies that cover the same, none would be chosen for certain. */
const stateOfPolicy = (ours: Policy, policies: readonly Policy[]): KitPartState => {
  const known = policies.find(({ code }) => code === ours.code)
  if (known) return areSame(ours, known) ? 'same' : 'changed'
  return policies.some(({ covers }) => coverTheSame(covers, ours.covers)) ? 'covered' : 'absent'
}

/** How each part of a kit stands in a company. `kept` are its prices as they were installed. */
export const partsOf = (kit: Kit, { flows, templates, policies }: Company, kept: RuleSet | null): KitPart[] => [
  ...kit.flows.map(
    ({ code, ...flow }): KitPart => ({ kind: 'flow', code, name: flow.name, state: stateIn(flows, code, flow) }),
  ),
  ...kit.policies.map(
    (policy): KitPart => ({
      kind: 'policy',
      code: policy.code,
      name: policy.name,
      state: stateOfPolicy(policy, policies),
    }),
  ),
  ...kit.templates.map(
    ({ code, ...template }): KitPart => ({
      kind: 'template',
      code,
      name: template.name,
      state: stateIn(templates, code, template),
    }),
  ),
  { kind: 'ruleSet', code: kit.ruleSet.code, name: kit.ruleSet.name, state: stateOfPrices(kit.ruleSet.body, kept) },
]

const stateOfPrices = (ours: RuleSet, kept: RuleSet | null): KitPartState => {
  if (kept === null) return 'absent'
  return areSame(ours, kept) ? 'same' : 'changed'
}

export const isMissing = (parts: readonly KitPart[], kind: KitPart['kind'], wanted: string): boolean =>
  parts.some(part => part.kind === kind && part.code === wanted && part.state === 'absent')

/** Samples are written for the forms of the kit; a form that was changed gets none. */
export const isTemplateOurs = (parts: readonly KitPart[], wanted: string): boolean =>
  parts.some(part => part.kind === 'template' && part.code === wanted && part.state === 'same')

import { type CodeNames, noNames } from '../codeNames'
import { customerLevelNames } from '../customers'
import type { Coverage, Covers, Policy } from './policy'
import { coverageNames } from './policy'

/** What of a ticket decides which policy and which calendar it goes by. */
export type ChoiceFacts = {
  businessType: string
  customerLevel: Covers['customerLevel']
  coverage: Coverage | null
  regionCode: string | null
  teamId: string | null
}

export const precedenceSays =
  '工单适用第一条符合的策略。先看模板指定的策略；再按合同、客户等级、业务类型（越细越先）、地区（越细越先）排列；都不符合时用标准时效。'

const depthOf = (businessType: string | null): number => businessType?.split('.').length ?? 0

/** The more a policy asks for, the earlier it comes: contract, then customer level, business type, region. */
const weightsOf = ({ coverage, customerLevel, businessType, regionPrefix }: Covers): number[] => [
  coverage ? 1 : 0,
  customerLevel ? 1 : 0,
  depthOf(businessType),
  regionPrefix?.length ?? 0,
]

const compare = (one: Policy, other: Policy): number => {
  const [a, b] = [weightsOf(one.covers), weightsOf(other.covers)]
  const at = a.findIndex((weight, index) => weight !== b[index])
  return at < 0 ? one.code.localeCompare(other.code) : (b[at] ?? 0) - (a[at] ?? 0)
}

export const inPrecedence = <P extends Policy>(policies: readonly P[]): P[] => [...policies].sort(compare)

export const coverTheSame = (one: Covers, other: Covers): boolean =>
  one.businessType === other.businessType &&
  one.customerLevel === other.customerLevel &&
  one.coverage === other.coverage &&
  one.regionPrefix === other.regionPrefix

const isBelow = (businessType: string, general: string): boolean =>
  businessType === general || businessType.startsWith(`${general}.`)

/** What speaks against the policy for such a ticket, in a few words; null when it covers it. */
export const objectionTo = (covers: Covers, facts: ChoiceFacts, names = noNames): string | null => {
  const { coverage, customerLevel, businessType, regionPrefix } = covers
  if (coverage && facts.coverage !== coverage) return `不是${coverageNames[coverage]}`
  if (customerLevel && facts.customerLevel !== customerLevel) return `不是${customerLevelNames[customerLevel]}客户`
  if (businessType && !isBelow(facts.businessType, businessType))
    return `业务类型不是「${names.get(businessType) ?? businessType}」`
  if (regionPrefix && !facts.regionCode?.startsWith(regionPrefix))
    return `地区不在「${names.get(regionPrefix) ?? regionPrefix}」`
  return null
}

/** Whom a policy covers, in one sentence. */
export const coversSays = ({ coverage, customerLevel, businessType, regionPrefix }: Covers, names: CodeNames): string =>
  [
    coverage && coverageNames[coverage],
    customerLevel && `${customerLevelNames[customerLevel]}客户`,
    businessType && `业务：${names.get(businessType) ?? businessType}`,
    regionPrefix && `地区：${names.get(regionPrefix) ?? regionPrefix}`,
  ]
    .filter(Boolean)
    .join('，') || '其余所有工单'

export type Chosen<P> = { policy: P; isNamed: boolean }

/** The policy that a template names, else the first that covers. `policies` are in precedence; the last covers all. */
export const choosePolicy = <P extends Policy>(
  policies: readonly P[],
  facts: ChoiceFacts,
  namedCode: string | null,
): Chosen<P> => {
  const named = namedCode && policies.find(({ code }) => code === namedCode)
  if (named) return { policy: named, isNamed: true }
  const policy = policies.find(({ covers }) => objectionTo(covers, facts) === null) ?? (policies.at(-1) as P)
  return { policy, isNamed: false }
}

type Excepting = { code: string; name: string; teamIds: readonly string[]; regionPrefixes: readonly string[] }

const longestPrefix = (prefixes: readonly string[], regionCode: string | null): number =>
  Math.max(0, ...prefixes.filter(prefix => regionCode?.startsWith(prefix)).map(prefix => prefix.length))

/** A calendar of the ticket's team, else of its region by the longest prefix, else the policy's own. */
export const chooseCalendar = <C extends Excepting>(
  calendars: readonly C[],
  { teamId, regionCode }: Pick<ChoiceFacts, 'teamId' | 'regionCode'>,
  policyCalendarCode: string,
): { calendar: C | undefined; why: string } => {
  const ofTeam = calendars.find(({ teamIds }) => teamId !== null && teamIds.includes(teamId))
  if (ofTeam) return { calendar: ofTeam, why: '所在班组另有日历' }
  const lengths = calendars.map(({ regionPrefixes }) => longestPrefix(regionPrefixes, regionCode))
  const longest = Math.max(0, ...lengths)
  if (longest > 0) return { calendar: calendars[lengths.indexOf(longest)], why: '所在地区另有日历' }
  return { calendar: calendars.find(({ code }) => code === policyCalendarCode), why: '策略指定的日历' }
}

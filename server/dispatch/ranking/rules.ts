import {
  type Candidate,
  type Factor,
  factorNames,
  type RankedEngineer,
  type Ranking,
  type RefusalReason,
  type Weights,
} from '../../../shared/dispatch'
import { distanceKm } from '../../../shared/kernel/geo'
import { refuseUnless } from '../../../shared/kernel/refusal'
import type { Place } from '../../../shared/kernel/schema'
import { fits } from '../../../shared/people'

/** What of a ticket decides who fits. `providerId`: only this provider's engineers may take it. */
export type WantedTicket = {
  businessType: string
  regionCode: string | null
  place: Place | null
  providerId: string | null
}

/** `regionCodes` are GB/T 2260 prefixes, none means everywhere; `hasDeclined` is about this very ticket. */
export type Engineer = RankedEngineer & { hasLeft: boolean; hasDeclined: boolean }

/** At this distance travel is worth half: 1 at the door, 0.5 at 10 km, 0.25 at 30 km, never quite 0. */
const HALF_WORTH_KM = 10
const BEST_RATING = 5

const depthOf = (businessType: string): number => businessType.split('.').length

const hasPlace = (engineer: Engineer): engineer is Engineer & Place => engineer.lat !== null && engineer.lng !== null

const distanceTo = (ticket: WantedTicket, engineer: Engineer): number | null =>
  ticket.place && hasPlace(engineer) ? distanceKm(ticket.place, engineer) : null

const serves = ({ regionCodes }: Engineer, regionCode: string | null): boolean =>
  regionCode === null || regionCodes.length === 0 || regionCodes.some(prefix => regionCode.startsWith(prefix))

/**
 * The filters in the order in which their reason is told. Capacity comes last: it is the one that a dispatcher may
 * overrule by hand, so it must not hide another reason.
 */
const filters: readonly (readonly [RefusalReason, (ticket: WantedTicket, engineer: Engineer) => boolean])[] = [
  ['left', (_, engineer) => engineer.hasLeft],
  ['off_duty', (_, engineer) => !engineer.onDuty],
  ['other_provider', (ticket, engineer) => ticket.providerId !== null && ticket.providerId !== engineer.providerId],
  ['declined', (_, engineer) => engineer.hasDeclined],
  ['skill', (ticket, engineer) => !engineer.skills.some(skill => fits(skill, ticket.businessType))],
  ['region', (ticket, engineer) => !serves(engineer, ticket.regionCode)],
  ['capacity', (_, engineer) => engineer.ticketsToday >= engineer.capacity],
]

/**
 * Why this engineer may not have this ticket, the first reason that holds; null when nothing speaks against it.
 * An emergency overrules some of them.
 */
export const reasonAgainst = (
  ticket: WantedTicket,
  engineer: Engineer,
  overruled: readonly RefusalReason[] = [],
): RefusalReason | null =>
  filters.find(([reason, isAgainst]) => !overruled.includes(reason) && isAgainst(ticket, engineer))?.[0] ?? null

/** Four decimals, so that equal figures tie and no float noise decides. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
const within01 = (value: number): number => Math.min(1, Math.max(0, value))

/** Each factor in 0..1, 1 is best. An unknown distance proves nothing and earns nothing. */
const factorOf: Record<Factor, (ticket: WantedTicket, engineer: Engineer) => number> = {
  travel: (ticket, engineer) => {
    const km = distanceTo(ticket, engineer)
    return km === null ? 0 : HALF_WORTH_KM / (HALF_WORTH_KM + km)
  },
  load: (_, engineer) => 1 - engineer.ticketsToday / engineer.capacity,
  rating: (_, engineer) => engineer.rating / BEST_RATING,
  skill: (ticket, engineer) => {
    const depths = engineer.skills.filter(skill => fits(skill, ticket.businessType)).map(depthOf)
    return Math.max(...depths) / depthOf(ticket.businessType)
  },
}

const factorsOf = (ticket: WantedTicket, engineer: Engineer): Record<Factor, number> => ({
  travel: rounded(within01(factorOf.travel(ticket, engineer))),
  load: rounded(within01(factorOf.load(ticket, engineer))),
  rating: rounded(within01(factorOf.rating(ticket, engineer))),
  skill: rounded(within01(factorOf.skill(ticket, engineer))),
})

const candidateOf = (ticket: WantedTicket, engineer: Engineer, weights: Weights): Candidate => {
  const factors = factorsOf(ticket, engineer)
  const km = distanceTo(ticket, engineer)
  const far = km === null ? '距离未知' : `距离 ${km.toFixed(1)} 公里`
  return {
    engineerId: engineer.id,
    name: engineer.name,
    score: rounded(factorNames.reduce((sum, name) => sum + weights[name] * factors[name], 0)),
    factors,
    distanceKm: km === null ? null : Math.round(km * 10) / 10,
    ticketsToday: engineer.ticketsToday,
    because: `${far}，今天 ${engineer.ticketsToday} 单，评分 ${engineer.rating.toFixed(1)}`,
  }
}

const byRank = (a: Candidate, b: Candidate): number =>
  b.score - a.score || a.ticketsToday - b.ticketsToday || (a.engineerId < b.engineerId ? -1 : 1)

/** Refuses `dispatch.weights_invalid` unless the weights, whole percents, sum to 100. */
export const checkWeights = (weights: Weights): void => {
  const sum = factorNames.reduce((total, name) => total + weights[name], 0)
  refuseUnless(sum === 100, 'dispatch.weights_invalid', { sum })
}

/**
 * Who fits a ticket, best first, and who does not and why. The score, 0..100, is the sum of weight x factor; ties go to
 * fewer tickets today, then to the lower id. Refuses `dispatch.weights_invalid`.
 */
export const rank = (
  ticket: WantedTicket,
  engineers: readonly Engineer[],
  weights: Weights,
  overruled: readonly RefusalReason[] = [],
): Ranking => {
  checkWeights(weights)
  const judged = engineers.map(engineer => ({ engineer, reason: reasonAgainst(ticket, engineer, overruled) }))
  return {
    candidates: judged
      .flatMap(({ engineer, reason }) => (reason ? [] : [candidateOf(ticket, engineer, weights)]))
      .sort(byRank),
    refused: judged.flatMap(({ engineer: { id, name }, reason }) => (reason ? [{ engineerId: id, name, reason }] : [])),
  }
}

import * as z from 'zod/mini'
import type { CodeNames, Service } from '../../shared/codeNames'
import { fieldWords } from '../../shared/kernel/fieldNames'
import { distanceKm } from '../../shared/kernel/geo'
import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import type { Place } from '../../shared/kernel/schema'
import { toWire } from '../../shared/kernel/time'
import { type Regions, regionWords } from '../../shared/regions'
import { type Facts, facts } from '../../shared/settlement/facts'
import { type Interval, workedIntervals } from '../../shared/settlement/timeBands'
import type { VisitRow } from '../checkins/actions'
import type { PersonRow } from '../people/actions'
import type { TicketRow } from '../tickets/actions'

type Ticket = Pick<TicketRow, 'businessType' | 'priority' | 'regionCode' | 'lat' | 'lng'>
type Visit = Pick<VisitRow, 'checkedInAt' | 'checkedOutAt' | 'pauses' | 'parts'>
type Engineer = Pick<PersonRow, 'regionCodes' | 'homeLat' | 'homeLng'>

/** What settlement knows of a place. `prefix` is the beginning of a region code, empty for everywhere; tier 1 is a first-tier city. */
export type RegionFacts = { prefix: string; cityTier: number; altitudeM: number }

/** A place that nobody has described earns no premium. */
const undescribed: RegionFacts = { prefix: '', cityTier: 9, altitudeM: 0 }

/** The facts of the longest prefix. */
export const regionFactsFor = (regionCode: string, known: readonly RegionFacts[]): RegionFacts =>
  known
    .filter(({ prefix }) => regionCode.startsWith(prefix))
    .reduce((longest, next) => (next.prefix.length >= longest.prefix.length ? next : longest), undescribed)

/** Prefixes of a region code, the longest first, as they may be stored. */
export const prefixesOf = (regionCode: string): string[] => [
  regionCode,
  regionCode.slice(0, 4),
  regionCode.slice(0, 2),
  '',
]

const placeOf = (lat: number | null, lng: number | null): Place | null =>
  lat === null || lng === null ? null : { lat, lng }

/** From the engineer's home to the site as the crow flies, in km with one decimal; 0 when either is unknown. */
const distanceFor = (ticket: Ticket, engineer: Engineer): number => {
  const site = placeOf(ticket.lat, ticket.lng)
  const home = placeOf(engineer.homeLat, engineer.homeLng)
  return site && home ? Math.round(distanceKm(home, site) * 10) / 10 : 0
}

/** Another city than home, the first of the engineer's regions; whoever has none is at home everywhere. */
const isOffsite = (regionCode: string, { regionCodes: [home] }: Engineer): boolean =>
  home !== undefined && !regionCode.startsWith(home.slice(0, 4))

const asVisit = ({ checkedInAt, checkedOutAt, pauses }: Visit) => {
  if (!checkedOutAt) return []
  const ended = pauses.map(({ fromAt, toAt }) => ({ from: new Date(fromAt), to: toAt ? new Date(toAt) : checkedOutAt }))
  return [{ checkInAt: checkedInAt, checkOutAt: checkedOutAt, pauses: ended }]
}

const asDates = ({ from, to }: Interval) => ({ from: new Date(from), to: new Date(to) })

/**
 * Several visits of one round are one service, from the first check-in to the last check-out; whatever time nobody
 * worked, within a visit or between two, is a pause. Refuses `settlement.facts_invalid` without a finished visit.
 */
const serviceOf = (visits: readonly Visit[]) => {
  const done = visits.flatMap(asVisit)
  refuseUnless(done.length > 0, 'settlement.facts_invalid', { reason: '没有已签退的上门' })
  const checkInAt = new Date(Math.min(...done.map(visit => visit.checkInAt.getTime())))
  const checkOutAt = new Date(Math.max(...done.map(visit => visit.checkOutAt.getTime())))
  const worked = done.flatMap(workedIntervals).map(asDates)
  // What is left of the service when the work is taken out of it.
  const pauses = workedIntervals({ checkInAt, checkOutAt, pauses: worked }).map(asDates)
  return {
    checkInAt: toWire(checkInAt),
    checkOutAt: toWire(checkOutAt),
    pauses: pauses.map(({ from, to }) => ({ from: toWire(from), to: toWire(to) })),
  }
}

type Round = {
  ticket: Ticket
  visits: readonly Visit[]
  engineer: Engineer
  region: RegionFacts
  /** Worked minutes that the base fee covers, from the template. */
  agreedMinutes: number
}

/** What one round of a ticket is settled from. Refuses `settlement.facts_invalid` when something is missing. */
export const factsOf = ({ ticket, visits, engineer, region, agreedMinutes }: Round): Facts => {
  const { businessType, priority, regionCode } = ticket
  refuseUnless(regionCode, 'settlement.facts_invalid', { reason: '工单没有填写行政区划' })
  const read = z.safeParse(facts, {
    ticket: { businessType, priority, regionCode, cityTier: region.cityTier, altitudeM: region.altitudeM },
    service: {
      ...serviceOf(visits),
      agreedMinutes,
      offsite: isOffsite(regionCode, engineer),
      distanceKm: distanceFor(ticket, engineer),
    },
    parts: visits.flatMap(visit => visit.parts.map(({ name: _, ...part }) => part)),
  })
  if (read.success) return read.data
  const [issue] = read.error.issues
  return refuse('settlement.facts_invalid', { reason: `${fieldWords(issue?.path.join('.') ?? '')} ${issue?.message}` })
}

const namesOfRegion = (regionCode: string, regions: Regions): [string, string][] =>
  prefixesOf(regionCode).flatMap(prefix => {
    const code = prefix.padEnd(6, '0')
    return code in regions ? [[prefix, regionWords(regions, code)]] : []
  })

/** `repair.aircon` is 空调维修, and `repair`, which holds for more than that, 空调维修等. */
const namesOfBusiness = (businessType: string, services: readonly Service[]): [string, string][] => {
  const service = services.find(one => one.businessType === businessType)
  if (!service) return []
  const words = businessType.split('.')
  return words.map((_, index) => {
    const isWhole = index === words.length - 1
    return [words.slice(0, index + 1).join('.'), isWhole ? service.name : `${service.name}等`]
  })
}

/** What the codes are called under which the price of these facts may stand; those that nobody has named are left out. */
export const codeNamesFor = (
  { regionCode, businessType }: Pick<Facts['ticket'], 'regionCode' | 'businessType'>,
  regions: Regions,
  services: readonly Service[],
): CodeNames => new Map([...namesOfRegion(regionCode, regions), ...namesOfBusiness(businessType, services)])

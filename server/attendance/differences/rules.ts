import type { DifferenceKind } from '../../../shared/attendance'
import { distanceKm } from '../../../shared/kernel/geo'
import { type Actor, hasRole } from '../../../shared/kernel/roles'
import type { Place } from '../../../shared/kernel/schema'
import { isInScope, scopesOf } from '../../../shared/kernel/scope'
import { chinaDay, DAY, startOfChinaDay } from '../../../shared/kernel/time'

/** One of our visits; while it is open it lasts until now. */
export type Visit = {
  engineerId: string
  ticketId: string
  ticketNumber: string
  from: Date
  to: Date
  /** Where the phone was at our check-in, GCJ-02. */
  place: Place | null
}

export type EngineerPunch = {
  engineerId: string
  at: Date
  type: string
  exceptions: readonly string[]
  placeTitle: string | null
  place: Place | null
}

export type Difference = {
  kind: DifferenceKind
  engineerId: string
  day: string
  at: Date
  visit: Visit | null
  punch: EngineerPunch | null
  distanceMetres: number | null
}

const OUTSIDE = '外出打卡'
const MISSING = '未打卡'
const FAR_METRES = 1000

/** A record that says somebody did not punch is no punch. */
const isTaken = ({ exceptions }: EngineerPunch): boolean => !exceptions.includes(MISSING)

/** Every business day that a visit touches; it is rarely more than one. */
const daysOf = ({ from, to }: Visit): string[] => {
  const days: string[] = []
  for (let at = startOfChinaDay(from).getTime(); at <= to.getTime(); at += DAY) days.push(chinaDay(new Date(at)))
  return days
}

const dayKey = (engineerId: string, day: string): string => `${engineerId}|${day}`

const grouped = <T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) for (const key of keysOf(item)) groups.set(key, [...(groups.get(key) ?? []), item])
  return groups
}

/** Metres to the nearest visit whose place is known; null when nothing can be said. */
const metresToNearest = ({ place }: EngineerPunch, visits: readonly Visit[]): number | null => {
  const metres = visits.flatMap(visit => (place && visit.place ? [distanceKm(place, visit.place) * 1000] : []))
  return metres.length === 0 ? null : Math.round(Math.min(...metres))
}

type ByDay<T> = ReadonlyMap<string, readonly T[]>

const ofVisit = (visit: Visit, punches: ByDay<EngineerPunch>, knownUntil: Date): Difference[] => {
  const { engineerId, from, to } = visit
  const isKnown = startOfChinaDay(to).getTime() + DAY <= knownUntil.getTime()
  const hasPunch = daysOf(visit).some(day => punches.get(dayKey(engineerId, day))?.some(isTaken))
  if (!isKnown || hasPunch) return []
  const day = chinaDay(from)
  return [{ kind: 'visit_without_punch', engineerId, day, at: from, visit, punch: null, distanceMetres: null }]
}

const ofPunch = (punch: EngineerPunch, visits: ByDay<Visit>): Difference[] => {
  const { engineerId, at } = punch
  const day = chinaDay(at)
  const found = (kind: DifferenceKind, distanceMetres: number | null = null): Difference[] => [
    { kind, engineerId, day, at, visit: null, punch, distanceMetres },
  ]
  const exceptional = punch.exceptions.length > 0 ? found('exception') : []
  if (punch.type !== OUTSIDE || !isTaken(punch)) return exceptional
  const sameDay = visits.get(dayKey(engineerId, day)) ?? []
  if (sameDay.length === 0) return [...exceptional, ...found('outside_without_visit')]
  const metres = metresToNearest(punch, sameDay)
  return metres !== null && metres > FAR_METRES ? [...exceptional, ...found('far_from_visits', metres)] : exceptional
}

/**
 * Where punches and visits do not agree, by day, then engineer, then instant. Only 外出打卡 is compared by place and
 * with visits: on the way to work one punches at the office. A visit is judged once all punches of its day are known.
 */
export const differencesOf = (
  visits: readonly Visit[],
  punches: readonly EngineerPunch[],
  knownUntil: Date,
): Difference[] => {
  const punchesByDay = grouped(punches, ({ engineerId, at }) => [dayKey(engineerId, chinaDay(at))])
  const visitsByDay = grouped(visits, visit => daysOf(visit).map(day => dayKey(visit.engineerId, day)))
  const all = [
    ...visits.flatMap(visit => ofVisit(visit, punchesByDay, knownUntil)),
    ...punches.flatMap(punch => ofPunch(punch, visitsByDay)),
  ]
  const keyOf = ({ day, engineerId, at }: Difference) => `${day}|${engineerId}|${at.toISOString()}`
  return all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

export type Watched = {
  id: string
  teamId: string | null
  regionCodes: readonly string[]
  providerId: string | null
}

/** Whether the actor may read this engineer's attendance: the policy of tickets, asked about one of the engineer's own. */
export const mayWatch = (actor: Actor, { id, teamId, regionCodes, providerId }: Watched): boolean => {
  if (!hasRole(actor, 'dispatcher', 'manager', 'admin')) return false
  const scopes = scopesOf(actor)
  const row = { id, createdById: id, ownerId: null, assigneeId: id, teamId, providerId, customerId: null }
  return [null, ...regionCodes].some(regionCode => isInScope(scopes, { ...row, regionCode }))
}

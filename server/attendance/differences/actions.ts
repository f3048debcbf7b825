import { type attendanceApi, LONGEST_REPORT_DAYS, MOST_DIFFERENCES } from '../../../shared/attendance'
import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuseUnless } from '../../../shared/kernel/refusal'
import { DAY, toWireOrNull } from '../../../shared/kernel/time'
import type { Reading } from '../../call'
import { listVisitsBetween } from '../../checkins/actions'
import { listEngineers, type PersonRow } from '../../people/actions'
import type { Span } from '../pull/rules'
import { listPunches, lookPull } from '../store'
import { differencesOf, type EngineerPunch, mayWatch, type Visit } from './rules'
import { viewDifference } from './view'

type Endpoint = typeof attendanceApi.differences

/** Whole business days, from the first instant of `from` to the end of `to`. */
const spanOf = ({ from, to }: { from: string; to: string }): Span => {
  const span = { from: new Date(`${from}T00:00:00+08:00`), to: new Date(`${to}T00:00:00+08:00`) }
  const days = (span.to.getTime() - span.from.getTime()) / DAY + 1
  refuseUnless(days >= 1 && days <= LONGEST_REPORT_DAYS, 'attendance.span_invalid', { days: LONGEST_REPORT_DAYS })
  return { from: span.from, to: new Date(span.to.getTime() + DAY) }
}

const placeOf = ({ lat, lng }: { lat: number | null; lng: number | null }) =>
  lat === null || lng === null ? null : { lat, lng }

/** Punches from before this instant may have been removed: a visit without one says nothing. */
const punchesKeptFrom = ({ now, context }: Reading): Date =>
  new Date(now.getTime() - context.config.upkeep.keepDays.attendance * DAY)

const visitsOf = async (reading: Reading, engineers: readonly PersonRow[], { from, to }: Span): Promise<Visit[]> => {
  const kept = punchesKeptFrom(reading)
  const span = { from: from > kept ? from : kept, to }
  const rows = await listVisitsBetween(reading, { ...span, engineerIds: engineers.map(({ id }) => id) })
  return rows.map(({ engineerId, ticketId, ticketNumber, checkedInAt, checkedOutAt, ...row }) => {
    const times = { from: checkedInAt, to: checkedOutAt ?? reading.now }
    return { engineerId, ticketId, ticketNumber, ...times, place: placeOf(row) }
  })
}

const punchesOf = async ({ tx }: Reading, engineers: readonly PersonRow[], span: Span): Promise<EngineerPunch[]> => {
  const byUserId = new Map(engineers.flatMap(({ id, wecomUserId }) => (wecomUserId ? [[wecomUserId, id]] : [])))
  const rows = await listPunches(tx, [...byUserId.keys()], span)
  return rows.flatMap(({ userId, at, type, exceptions, placeTitle, ...row }) => {
    const engineerId = byUserId.get(userId)
    return engineerId ? [{ engineerId, at, type, exceptions, placeTitle, place: placeOf(row) }] : []
  })
}

/** Of the engineers whom the actor is in charge of and who can punch in WeCom. Refuses `attendance.span_invalid`. */
export const showDifferences = async (reading: Reading, input: ReadInputOf<Endpoint>): Promise<OutputOf<Endpoint>> => {
  const span = spanOf(input)
  const engineers = (await listEngineers(reading)).filter(
    engineer =>
      engineer.wecomUserId &&
      (input.engineerId === undefined || engineer.id === input.engineerId) &&
      mayWatch(reading.actor, engineer),
  )
  const names = new Map(engineers.map(({ id, name }) => [id, name]))
  const last = await lookPull(reading.tx)
  const [visits, punches] = await Promise.all([visitsOf(reading, engineers, span), punchesOf(reading, engineers, span)])
  const found = differencesOf(visits, punches, last?.pulledUntil ?? new Date(0))
  return {
    items: found.slice(0, MOST_DIFFERENCES).map(one => viewDifference(one, names.get(one.engineerId) ?? '')),
    isComplete: found.length <= MOST_DIFFERENCES,
    pulledUntil: toWireOrNull(last?.pulledUntil ?? null),
    problem: last?.problem ?? null,
  }
}

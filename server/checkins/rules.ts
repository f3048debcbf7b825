import gcoord from 'gcoord'
import type { Mark } from '../../shared/checkins'
import { distanceKm } from '../../shared/kernel/geo'
import { refuseUnless } from '../../shared/kernel/refusal'
import type { Place } from '../../shared/kernel/schema'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { minutesOf, workedIntervals } from '../../shared/settlement/timeBands'
import type { WaitReason } from '../../shared/tickets/life'

/** What the phone says of where it is. */
export type Position = Place & { accuracyMetres: number; system: 'gcj02' | 'wgs84'; isMock: boolean }

/** Stored as JSON, so in epoch ms; the last one may be without end. */
export type Pause = { fromAt: number; toAt: number | null; reason: WaitReason; note: string | null }

/** The times of a visit. */
export type Times = { checkedInAt: Date; checkedOutAt: Date | null; pauses: readonly Pause[] }

const MOST_SKEW_MS = 5 * MINUTE
const MOST_ACCURACY_METRES = 500
const FASTEST_KMH = 200

export type DeviceTime = { deviceAt: Date | null; skewMs: number | null }

/** As sent: the phone's own time, and its skew (phone minus server) at the last sync. */
export const deviceTimeOf = (sent: { deviceAt?: string | undefined; skewMs?: number | undefined }): DeviceTime => ({
  deviceAt: sent.deviceAt === undefined ? null : new Date(sent.deviceAt),
  skewMs: sent.skewMs ?? null,
})

/**
 * When a step was taken. The phone's own time, put right by its skew, counts when that skew is known and at most five
 * minutes, and the result is neither in the future nor before `notBefore`; else it is now, with a mark.
 */
export const instantOf = (
  { deviceAt, skewMs }: DeviceTime,
  { now, notBefore }: { now: Date; notBefore: Date },
): { at: Date; marks: Mark[] } => {
  if (!deviceAt) return { at: now, marks: [] }
  const taken = deviceAt.getTime() - (skewMs ?? 0)
  // Device times travel in whole seconds.
  const earliest = Math.floor(notBefore.getTime() / SECOND) * SECOND
  const isKnown = skewMs !== null && Math.abs(skewMs) <= MOST_SKEW_MS
  const isPlausible = isKnown && taken >= earliest && taken <= now.getTime()
  return isPlausible ? { at: new Date(taken), marks: [] } : { at: now, marks: ['device_time_implausible'] }
}

/** The position in GCJ-02, the system of all places here. */
export const inGcj02 = ({ lat, lng, system }: Pick<Position, 'lat' | 'lng' | 'system'>): Place => {
  if (system === 'gcj02') return { lat, lng }
  const [gcjLng, gcjLat] = gcoord.transform<[number, number]>([lng, lat], gcoord.WGS84, gcoord.GCJ02)
  return { lat: gcjLat, lng: gcjLng }
}

/** Where somebody checked in before. */
export type Whereabouts = { place: Place; at: Date }

const isTooFast = (last: Whereabouts, here: Whereabouts): boolean => {
  const hours = Math.abs(here.at.getTime() - last.at.getTime()) / HOUR
  return distanceKm(last.place, here.place) > FASTEST_KMH * hours
}

export type Proof = { place: Place | null; distanceMetres: number | null; marks: Mark[] }

type Expected = { site: Place | null; deviationMetres: number; last: Whereabouts | null; at: Date }

/**
 * What a position proves. Allowed is the template's deviation plus the accuracy that the phone reports, at most 500 m
 * of it; nothing here refuses a check-in, marks queue it for review.
 */
export const proofOf = (position: Position | null, { site, deviationMetres, last, at }: Expected): Proof => {
  if (!position) return { place: null, distanceMetres: null, marks: ['place_unknown'] }
  const place = inGcj02(position)
  const metres = site ? distanceKm(place, site) * 1000 : null
  const allowed = deviationMetres + Math.min(position.accuracyMetres, MOST_ACCURACY_METRES)
  const marks: Mark[] = []
  if (metres === null) marks.push('place_unknown')
  else if (metres > allowed) marks.push('place_deviation')
  if (position.isMock) marks.push('mock_location')
  if (last && isTooFast(last, { place, at })) marks.push('too_fast')
  return { place, distanceMetres: metres === null ? null : Math.round(metres), marks }
}

/** Check-out − check-in − pauses by the second, then whole minutes, rounded down; what is still open runs until `until`. */
export const workedMinutes = ({ checkedInAt, checkedOutAt, pauses }: Times, until: Date): number => {
  const end = checkedOutAt ?? until
  const intervals = workedIntervals({
    checkInAt: checkedInAt,
    checkOutAt: end,
    pauses: pauses.map(({ fromAt, toAt }) => ({ from: new Date(fromAt), to: toAt === null ? end : new Date(toAt) })),
  })
  return minutesOf(intervals)
}

/** No later step may come before it. */
export const lastStepAt = ({ checkedInAt, pauses }: Times): Date =>
  new Date(Math.max(checkedInAt.getTime(), ...pauses.flatMap(({ fromAt, toAt }) => [fromAt, toAt ?? fromAt])))

/** Now, as this visit counts it: a clock that was put back does not make its times run backwards. */
export const nowIn = (visit: Times, now: Date): Date => {
  const last = lastStepAt(visit)
  return now < last ? last : now
}

const isPaused = ({ pauses }: Times): boolean => pauses.at(-1)?.toAt === null

const withPauseEnded = (pauses: readonly Pause[], at: Date): Pause[] =>
  pauses.map(pause => (pause.toAt === null ? { ...pause, toAt: at.getTime() } : pause))

/** Refuses `checkin.already_paused`. */
export const paused = (visit: Times, at: Date, { reason, note }: Pick<Pause, 'reason' | 'note'>) => {
  refuseUnless(!isPaused(visit), 'checkin.already_paused')
  return { pauses: [...visit.pauses, { fromAt: at.getTime(), toAt: null, reason, note }] }
}

/** Refuses `checkin.not_paused`. */
export const resumed = (visit: Times, at: Date) => {
  refuseUnless(isPaused(visit), 'checkin.not_paused')
  return { pauses: withPauseEnded(visit.pauses, at) }
}

/** The check-out; a pause that still runs ends with it. */
export const closed = (visit: Times, at: Date) => {
  const times = { checkedInAt: visit.checkedInAt, checkedOutAt: at, pauses: withPauseEnded(visit.pauses, at) }
  return { ...times, openEngineerId: null, workedMinutes: workedMinutes(times, at) }
}

/** When work ended on a visit that lost its ticket: where it was paused, else now. */
export const abandonedAt = (visit: Times, now: Date): Date => {
  const last = visit.pauses.at(-1)
  return last?.toAt === null ? new Date(last.fromAt) : nowIn(visit, now)
}

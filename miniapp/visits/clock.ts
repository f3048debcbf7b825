import type { VisitView } from '../../shared/checkins'

const ms = (instant: string): number => new Date(instant).getTime()

/** Seconds on site without pauses, as the server counts them (domain rules, section 6). */
export const workedSeconds = (visit: VisitView, now: Date): number => {
  const end = visit.checkedOutAt ? ms(visit.checkedOutAt) : now.getTime()
  const paused = visit.pauses.reduce((sum, pause) => sum + (pause.to ? ms(pause.to) : end) - ms(pause.from), 0)
  return Math.max(0, Math.floor((end - ms(visit.checkedInAt) - paused) / 1000))
}

/** The pause that is still going on. */
export const openPause = (visit: VisitView) => visit.pauses.find(pause => pause.to === null) ?? null

export const isOpen = (visit: VisitView): boolean => visit.checkedOutAt === null

import { DAY, startOfChinaDay } from '../../shared/kernel/time'
import type { Expiring } from '../capability'

/** The next quiet hour after `now`, in the business zone. */
export const nextNightAt = (now: Date, startsAtMs: number): Date => {
  const today = startOfChinaDay(now).getTime() + startsAtMs
  return new Date(today > now.getTime() ? today : today + DAY)
}

/** Rows from before this instant have been kept long enough. */
export const oldBefore = (now: Date, keepDays: Record<Expiring['keep'], number>, { keep }: Expiring): Date =>
  new Date(now.getTime() - keepDays[keep] * DAY)

/** How far the rows of a table have been looked at, oldest first. */
export type Place = { at: number; id: string }
export const BEGINNING: Place = { at: 0, id: '' }

/** The tables to go through from `table` on; all of them when it is not declared any more. */
export const tablesFrom = (all: readonly Expiring[], table: string | undefined): readonly Expiring[] => {
  const index = all.findIndex(one => one.table === table)
  return index < 0 ? all : all.slice(index)
}

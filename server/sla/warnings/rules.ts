import type { ClockRow, Level } from '../store'

/** A level of a clock that has come. */
export type Reached = { row: ClockRow; percent: number }

const hasCome = ({ at }: Level, now: Date): boolean => at !== null && at <= now.getTime()

/** Levels that have come and have not gone out, of all running clocks of a ticket. */
export const levelsDue = (running: readonly ClockRow[], now: Date): Reached[] =>
  running.flatMap(row =>
    row.levels
      .filter(level => level.percent > row.reachedPercent && hasCome(level, now))
      .map(({ percent }) => ({ row, percent })),
  )

const dueMs = ({ row }: Reached): number => row.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER

/** The one that goes out for all: the highest level, of two the one that was due first. */
export const topOf = (due: readonly Reached[]): Reached | null =>
  [...due].sort((one, other) => other.percent - one.percent || dueMs(one) - dueMs(other))[0] ?? null

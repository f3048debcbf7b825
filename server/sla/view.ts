import { toWire, toWireOrNull } from '../../shared/kernel/time'
import { elapsedMinutes } from '../../shared/sla/clock'
import type { ClockView } from '../../shared/sla/views'
import { always } from '../../shared/sla/workingTime'
import type { Settings } from './following/rules'
import { isMissingYear, runOf } from './measuring/rules'
import type { ClockRow, ReachedRow } from './store'

const nowElapsed = (row: ClockRow, { timeOf }: Settings, now: Date): number => {
  const time = row.runs === 'always' ? always : timeOf(row.calendarCode)
  const run = runOf({ startedAt: row.startedAt.getTime(), intervals: row.intervals })
  try {
    return elapsedMinutes(time, run, now.getTime())
  } catch (error) {
    if (isMissingYear(error)) return row.elapsedMinutes
    throw error
  }
}

export const viewClock = (row: ClockRow, levels: readonly ReachedRow[], settings: Settings, now: Date): ClockView => {
  const isOpen = row.state === 'running' || row.state === 'paused'
  const elapsed = isOpen ? nowElapsed(row, settings, now) : row.elapsedMinutes
  const { calendars, policies } = settings
  return {
    id: row.id,
    clock: row.clock,
    name: row.name,
    nodeKey: row.nodeKey || null,
    round: row.round,
    state: row.state,
    startedAt: toWire(row.startedAt),
    stoppedAt: toWireOrNull(row.stoppedAt),
    targetMinutes: row.targetMinutes,
    elapsedMinutes: elapsed,
    remainingMinutes: row.targetMinutes - elapsed,
    dueAt: toWireOrNull(row.dueAt),
    dueSoonAt: toWireOrNull(row.dueSoonAt),
    isOverdue: isOpen && row.dueAt !== null && row.dueAt < now,
    pausedFor: row.pausedFor,
    policyName: policies.find(({ code }) => code === row.policyCode)?.name ?? row.policyCode,
    calendarName:
      row.runs === 'always'
        ? '全天计时'
        : (calendars.find(({ id }) => id === row.calendarCode)?.name ?? row.calendarCode),
    intervals: row.intervals.map(({ event, at, reason, actorName }) => ({
      event,
      at: toWire(new Date(at)),
      reason,
      actorName: actorName || null,
    })),
    reached: levels
      .filter(one => one.clock === row.clock && one.nodeKey === row.nodeKey && one.round === row.round)
      .map(({ percent, at, combinedInto }) => ({ percent, at: toWire(at), combinedInto })),
  }
}

import { DAY, HOUR, startOfChinaDay } from '../../../shared/kernel/time'
import { raiseAlarm } from '../../alarms/actions'
import type { Call } from '../../call'
import { isTimerSet } from '../../queue/store'
import { loadCalendars } from '../calendars/actions'
import { missingYearOf } from '../calendars/rules'

export const WATCH_YEARS = 'sla.years'

/** Tells the administrators that due times cannot be worked out in that year, and what to do. */
export const raiseMissingYear = (call: Call, code: string, year: number): Promise<void> =>
  raiseAlarm(call, {
    key: `sla.calendar_year_missing:${code}:${year}`,
    kind: 'sla.calendar_year_missing',
    says: `工作日历还没有 ${year} 年的节假日和调休安排，跨到 ${year} 年的工单无法计算到期时间。请在时效设置的日历里按国务院通知录入 ${year} 年。`,
    details: { calendar: code, year: String(year) },
  })

/** At eight every morning: sixty days before a year begins somebody must enter its public holidays. */
export const watchYears = async (call: Call): Promise<void> => {
  for (const calendar of await loadCalendars(call)) {
    const year = missingYearOf(calendar, call.now)
    if (year !== null) await raiseMissingYear(call, calendar.id, year)
  }
  await setNextWatch(call)
}

const setNextWatch = (call: Call): Promise<void> => {
  const today = startOfChinaDay(call.now).getTime() + 8 * HOUR
  const at = new Date(today > call.now.getTime() ? today : today + DAY)
  return call.timers.set({ key: WATCH_YEARS, job: WATCH_YEARS, at, payload: {} })
}

/** A timer that is set already stays: an overdue one must still fire. */
export const ensureYearWatch = async (call: Call): Promise<void> => {
  if (!(await isTimerSet(call.tx, WATCH_YEARS))) await setNextWatch(call)
}

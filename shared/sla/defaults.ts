import { HOUR, MINUTE } from '../kernel/time'
import type { Priority } from '../priorities'
import type { Weekly, Window } from './calendar'
import type { Policy, Target } from './policy'

/** What holds until an administrator says otherwise; it covers whatever no other policy covers. */
export const STANDARD = 'standard'

const working: Window[] = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
]
const standardWeek: Weekly = { mon: working, tue: working, wed: working, thu: working, fri: working, sat: [], sun: [] }

export const standardCalendar = {
  code: STANDARD,
  name: '标准工作时间',
  timeZone: 'Asia/Shanghai',
  weekly: standardWeek,
  hasNationalDays: true,
}

/** Danger and standing machines day and night, everything else in working time. */
const within = (critical: number, high: number, normal: number): Record<Priority, Target> => ({
  critical: { minutes: critical / MINUTE, runs: 'always' },
  high: { minutes: high / MINUTE, runs: 'calendar' },
  normal: { minutes: normal / MINUTE, runs: 'calendar' },
})

export const standardPolicy: Policy = {
  code: STANDARD,
  name: '标准时效',
  covers: { businessType: null, customerLevel: null, coverage: null, regionPrefix: null },
  calendarCode: STANDARD,
  targets: {
    response: within(15 * MINUTE, 2 * HOUR, 8 * HOUR),
    arrival: within(24 * HOUR, 24 * HOUR, 24 * HOUR),
    resolution: within(24 * HOUR, 48 * HOUR, 72 * HOUR),
  },
  nodeMinutes: { parts: (24 * HOUR) / MINUTE },
  pauseReasons: ['parts', 'customer'],
  responseEvents: ['accept', 'depart', 'arrive', 'comment'],
  resolvedBy: 'confirm',
  warnAt: [50, 80, 100],
}

/** From here on a countdown is amber. */
export const SOON_PERCENT = 80

/** What an acknowledgement may promise before any policy has been looked up: `15 分钟内`, `2 个工作小时内`. */
export const standardResponseWords = (priority: Priority): string => {
  const { minutes, runs } = standardPolicy.targets.response[priority] as Target
  const hours = minutes / 60
  if (runs === 'always') return hours < 2 ? `${minutes} 分钟内` : `${hours} 小时内`
  return `${hours} 个工作小时内`
}

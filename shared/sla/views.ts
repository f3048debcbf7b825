import * as z from 'zod/mini'
import { customerLevels } from '../customers'
import { id, version } from '../kernel/schema'
import { priorities } from '../priorities'
import { card, dueClocks } from '../tickets/views'
import { weekly, windows } from './calendar'
import { coverages, policyBody } from './policy'

/** What stands on a day: as every week, a day off, a make-up day, hours of its own. */
export const dayKinds = ['work', 'rest', 'holiday', 'makeup', 'windows'] as const
export type DayKind = (typeof dayKinds)[number]
/** What an administrator may set a day to. */
export const ownDayKinds = ['holiday', 'makeup', 'windows'] as const
export type OwnDayKind = (typeof ownDayKinds)[number]

export const tryResult = z.object({
  dueAt: z.nullable(z.string()),
  elapsedMinutes: z.int(),
  /** Below zero by the working minutes that it is late. */
  remainingMinutes: z.int(),
  breached: z.boolean(),
})
export type TryResult = z.output<typeof tryResult>

export const calendarView = z.object({
  code: z.string(),
  name: z.string(),
  timeZone: z.string(),
  weekly,
  hasNationalDays: z.boolean(),
  teamIds: z.array(id),
  regionPrefixes: z.array(z.string()),
  /** Nobody has changed it since it came with the product. */
  isBuiltIn: z.boolean(),
  /** The next year whose public holidays are not known yet and that begins within 60 days. */
  missingYear: z.nullable(z.int()),
  version,
})
export type CalendarView = z.output<typeof calendarView>

export const dayView = z.object({
  day: z.string(),
  kind: z.enum(dayKinds),
  name: z.nullable(z.string()),
  windows,
  /** Set here by hand. */
  isOwn: z.boolean(),
})
export type DayView = z.output<typeof dayView>

export const yearView = z.object({
  code: z.string(),
  year: z.int(),
  /** The public holidays of the year are known; otherwise no due time is worked out in it. */
  isKnown: z.boolean(),
  days: z.array(dayView),
  workingDays: z.int(),
  version,
})
export type YearView = z.output<typeof yearView>

export const policyView = z.object({
  code: z.string(),
  ...policyBody.shape,
  calendarName: z.string(),
  isBuiltIn: z.boolean(),
  /** `金卡客户、空调维修、浙江`: whom it covers, in one sentence. */
  coversSays: z.string(),
  version,
})
export type PolicyView = z.output<typeof policyView>

export const explanation = z.object({
  policy: z.object({ code: z.string(), name: z.string() }),
  /** Why this one. */
  why: z.string(),
  calendar: z.object({ code: z.string(), name: z.string() }),
  calendarWhy: z.string(),
  facts: z.object({
    businessType: z.string(),
    priority: z.enum(priorities),
    isRed: z.boolean(),
    customerLevel: z.nullable(z.enum(customerLevels)),
    coverage: z.nullable(z.enum(coverages)),
    regionCode: z.nullable(z.string()),
    teamId: z.nullable(z.string()),
  }),
  targets: z.array(
    z.object({ clock: z.enum(dueClocks), minutes: z.int(), runs: z.enum(['calendar', 'always']), says: z.string() }),
  ),
  /** All policies, first come first: whether each covers it, and what speaks against it. */
  considered: z.array(
    z.object({ code: z.string(), name: z.string(), covers: z.boolean(), because: z.string(), isChosen: z.boolean() }),
  ),
})
export type Explanation = z.output<typeof explanation>

export const intervalEvents = ['start', 'pause', 'resume', 'stop'] as const
export const clockStates = ['running', 'paused', 'met', 'breached', 'cancelled'] as const
export type ClockState = (typeof clockStates)[number]
export const clockStateNames: Record<ClockState, string> = {
  running: '计时中',
  paused: '暂停',
  met: '达标',
  breached: '超时完成',
  cancelled: '已取消',
}

export const clockView = z.object({
  id,
  clock: z.enum(dueClocks),
  /** 响应, 到场, 解决, or what the node is called. */
  name: z.string(),
  nodeKey: z.nullable(z.string()),
  /** 0 for the first time, counted up by every reopening. */
  round: z.int(),
  state: z.enum(clockStates),
  startedAt: z.string(),
  stoppedAt: z.nullable(z.string()),
  targetMinutes: z.int(),
  elapsedMinutes: z.int(),
  remainingMinutes: z.int(),
  dueAt: z.nullable(z.string()),
  dueSoonAt: z.nullable(z.string()),
  isOverdue: z.boolean(),
  /** Why it stands still, or why there is no due time. */
  pausedFor: z.nullable(z.string()),
  policyName: z.string(),
  calendarName: z.string(),
  intervals: z.array(
    z.object({
      event: z.enum(intervalEvents),
      at: z.string(),
      /** 等配件, 接单: in people's words. */
      reason: z.nullable(z.string()),
      actorName: z.nullable(z.string()),
    }),
  ),
  /** Levels that have gone out: percent and when. `combinedInto`: went out together with that higher one. */
  reached: z.array(z.object({ percent: z.int(), at: z.string(), combinedInto: z.nullable(z.int()) })),
})
export type ClockView = z.output<typeof clockView>

export const boardRow = z.object({
  card,
  isOverdue: z.boolean(),
  /** Minutes of the clock on the wall until it is due; below zero when it is late. */
  minutesLeft: z.int(),
  /** Node of the flow, or state. */
  waitsAt: z.string(),
  /** Who has it; null: nobody yet. */
  waitsFor: z.nullable(z.string()),
  waitingSince: z.string(),
  waitingMinutes: z.int(),
})
export type BoardRow = z.output<typeof boardRow>

export const waitView = z.object({
  /** Node of the flow, or state. */
  waitsAt: z.string(),
  count: z.int(),
  overdue: z.int(),
  medianMinutes: z.int(),
  longestMinutes: z.int(),
  /** The ticket that has stood here longest. */
  longest: z.object({ id, number: z.string() }),
})
export type WaitView = z.output<typeof waitView>

export const previewResult = z.object({
  /** Open tickets looked at; at most the 2,000 that are due first. */
  looked: z.int(),
  isWhole: z.boolean(),
  /** Overdue now, and overdue after the change. */
  overdueNow: z.int(),
  overdue: z.int(),
  /** Not overdue after the change, but with at most a fifth of the time left. */
  soonOverdue: z.int(),
  /** Tickets whose due time changes. */
  changed: z.int(),
  examples: z.array(z.object({ card, oldDueAt: z.nullable(z.string()), newDueAt: z.nullable(z.string()) })),
})
export type PreviewResult = z.output<typeof previewResult>

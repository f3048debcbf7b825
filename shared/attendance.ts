import * as z from 'zod/mini'
import { query } from './kernel/endpoint'
import { day, id } from './kernel/schema'

/** Where 打卡 in WeCom and our own visits do not agree. A hint for whoever looks into it, never a reason to pay less. */
export const differenceKinds = ['visit_without_punch', 'outside_without_visit', 'exception', 'far_from_visits'] as const
export type DifferenceKind = (typeof differenceKinds)[number]
export const differenceNames: Record<DifferenceKind, string> = {
  visit_without_punch: '有上门、当天无打卡',
  outside_without_visit: '有外出打卡、当天无上门',
  exception: '打卡异常',
  far_from_visits: '外出打卡远离上门地点',
}

/** Days in one report. */
export const LONGEST_REPORT_DAYS = 31
/** Differences in one answer. */
export const MOST_DIFFERENCES = 1000

export const difference = z.object({
  kind: z.enum(differenceKinds),
  engineerId: id,
  engineerName: z.string(),
  /** Business day: `2026-11-23`. */
  day: z.string(),
  /** Of the punch, or of our check-in. */
  at: z.string(),
  ticketId: z.nullable(id),
  ticketNumber: z.nullable(z.string()),
  /** Where the punch was, as WeCom names it. */
  placeTitle: z.nullable(z.string()),
  /** From the nearest visit of that day. */
  distanceMetres: z.nullable(z.int()),
  says: z.string(),
})
export type DifferenceView = z.output<typeof difference>

export const attendanceApi = {
  differences: query('attendance.differences', {
    summary: '打卡与上门记录的差异',
    allow: ['dispatcher', 'manager', 'admin'],
    input: z.object({ from: day, to: day, engineerId: z.optional(id) }),
    output: z.object({
      items: z.array(difference),
      /** False when there are more than fit into one answer: ask for fewer days. */
      isComplete: z.boolean(),
      /** Records are known until here; a visit after it is not judged yet. */
      pulledUntil: z.nullable(z.string()),
      /** Why the last pull failed and what the administrator can do; null when it went well. */
      problem: z.nullable(z.string()),
    }),
  }),
}

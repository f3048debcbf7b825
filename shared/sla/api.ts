import * as z from 'zod/mini'
import { command, query } from '../kernel/endpoint'
import { staffRoles } from '../kernel/roles'
import { day, id, instant, listOf, nothing, oneOf, pageInput, requiredText, text, version } from '../kernel/schema'
import { priorities, priorityNames } from '../priorities'
import { dueClocks } from '../tickets/views'
import { calendar, timeZone, weekly, windows } from './calendar'
import { clockNames, code, policyBody, regionPrefix } from './policy'
import {
  boardRow,
  calendarView,
  clockView,
  explanation,
  ownDayKinds,
  policyView,
  previewResult,
  tryResult,
  waitView,
  yearView,
} from './views'

const pause = z
  .object({ from: instant, to: z.nullable(instant) })
  .check(z.refine(({ from, to }) => to === null || Date.parse(to) >= Date.parse(from), '暂停的结束不能早于开始'))

const calendarDraft = z.object({
  code,
  name: requiredText(40),
  timeZone,
  weekly,
  /** Public holidays and make-up days of mainland China count. */
  hasNationalDays: z._default(z.boolean(), true),
  /** In place of a policy's own calendar: for tickets of these teams first, then of these regions, the longest prefix. */
  teamIds: z._default(listOf(id, 100), []),
  regionPrefixes: z._default(listOf(regionPrefix, 500), []),
})

/** Version 0 stands for what nobody has saved yet. */
const savedPolicy = z.object({ code, version, ...policyBody.shape })

const readers = ['dispatcher', 'manager', 'admin'] as const
const year = z.int().check(z.gte(2004), z.lte(2100))

export const slaApi = {
  try: query('sla.try', {
    summary: '试算：一个时钟何时到期、已用多少工作时间（不保存）',
    allow: ['admin'],
    input: z.object({
      calendar: z.union([z.literal('always'), calendar]),
      startedAt: instant,
      targetMinutes: z.int().check(z.gte(0), z.lte(5_256_000)),
      pauses: z._default(listOf(pause, 1000), []),
      now: instant,
    }),
    output: tryResult,
  }),
  calendars: query('sla.calendars', {
    summary: '工作日历',
    allow: readers,
    input: nothing,
    output: z.object({ items: z.array(calendarView) }),
  }),
  saveCalendar: command('sla.saveCalendar', {
    summary: '新增或修改工作日历；在办工单的到期时间随后重算',
    allow: ['admin'],
    input: z.object({ ...calendarDraft.shape, version }),
    output: calendarView,
  }),
  calendarYear: query('sla.calendarYear', {
    summary: '一个日历的全年：每天是什么日子、几点到几点上班',
    allow: readers,
    input: z.object({ code, year }),
    output: yearView,
  }),
  saveDay: command('sla.saveDay', {
    summary: '单独设定某一天：放假、调休上班，或自定时段；恢复默认请选“默认”',
    allow: ['admin'],
    input: z.object({
      code,
      day,
      kind: z.enum([...ownDayKinds, 'default']),
      name: z._default(text(40), ''),
      /** Only for `windows`. */
      windows: z._default(windows, []),
      version,
    }),
    output: calendarView,
  }),
  saveYear: command('sla.saveYear', {
    summary: '录入一整年的放假安排，并确认这一年已齐全',
    allow: ['admin'],
    input: z.object({
      code,
      year,
      days: listOf(z.object({ day, kind: z.enum(['holiday', 'makeup']), name: z._default(text(40), '') }), 120),
      version,
    }),
    output: calendarView,
  }),
  policies: query('sla.policies', {
    summary: '时效策略，先列先用',
    allow: readers,
    input: nothing,
    output: z.object({ items: z.array(policyView), precedence: z.string() }),
  }),
  savePolicy: command('sla.savePolicy', {
    summary: '新增或修改时效策略；在办工单的到期时间随后重算',
    allow: ['admin'],
    input: savedPolicy,
    output: policyView,
  }),
  removePolicy: command('sla.removePolicy', {
    summary: '删除时效策略；内置的标准策略改过的会恢复原样',
    allow: ['admin'],
    input: z.object({ code, version }),
    output: z.object({ items: z.array(policyView), precedence: z.string() }),
  }),
  explain: query('sla.explain', {
    summary: '一张工单，或一种情形，适用哪条策略、哪个日历，为什么',
    allow: readers,
    input: z.union([
      z.object({ ticketId: id }),
      z.object({
        facts: z.object({
          businessType: text(60),
          priority: oneOf(priorities, priorityNames),
          isRed: z._default(z.boolean(), false),
          customerLevel: z.nullable(policyBody.shape.covers.shape.customerLevel),
          coverage: z.nullable(policyBody.shape.covers.shape.coverage),
          regionCode: z.nullable(text(6)),
          teamId: z.nullable(id),
        }),
      }),
    ]),
    output: explanation,
  }),
  preview: query('sla.preview', {
    summary: '保存前先看：这样改，哪些在办工单会变、会超时（不保存）',
    allow: ['admin'],
    input: z.union([
      z.object({ policy: savedPolicy }),
      z.object({ calendar: z.object({ ...calendarDraft.shape, version }) }),
    ]),
    output: previewResult,
  }),
  clocks: query('sla.clocks', {
    summary: '一张工单的时钟：目标、已用、暂停和恢复',
    allow: [...staffRoles, 'provider'],
    input: z.object({ ticketId: id }),
    output: z.object({ items: z.array(clockView) }),
  }),
  board: query('sla.board', {
    summary: '超时和快超时的工单，先到期的在前，卡在哪里、卡在谁手里',
    allow: [...staffRoles, 'provider'],
    input: z.object({
      ...pageInput,
      regionCode: z.optional(text(6)),
      clock: z.optional(oneOf(dueClocks, clockNames)),
    }),
    output: z.object({ items: z.array(boardRow), nextCursor: z.nullable(z.string()) }),
  }),
  waits: query('sla.waits', {
    summary: '在办工单停在哪一步：各有多少、中位停留、最长停留',
    allow: [...staffRoles, 'provider'],
    input: z.object({ regionCode: z.optional(text(6)) }),
    output: z.object({
      items: z.array(waitView),
      /** How many tickets were looked at; at most the 2,000 that are due first. */
      counted: z.int(),
      isWhole: z.boolean(),
    }),
  }),
}

import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id, listOf, nothing, oneOf, place, requiredText, takenOffline, text, version } from './kernel/schema'
import { waitReasonNames, waitReasons } from './tickets/life'
import { ticket } from './tickets/views'

/** `device` and `place` labels are long-lived stickers, `visit` is shown by the customer and changes every minute. */
export const codeKinds = ['device', 'place', 'visit'] as const
export type CodeKind = (typeof codeKinds)[number]

/** Marks do not block a check-in, they queue it for review. */
export const marks = [
  'place_deviation',
  'place_unknown',
  'device_time_implausible',
  'mock_location',
  'too_fast',
] as const
export type Mark = (typeof marks)[number]
export const markNames: Record<Mark, string> = {
  place_deviation: '签到位置偏离现场',
  place_unknown: '没有定位',
  device_time_implausible: '手机时间不可信，已用服务器时间',
  mock_location: '疑似虚拟定位',
  too_fast: '与上次签到距离过远',
}

const position = z.object({
  ...place.shape,
  /** As reported by the phone; more than 500 m counts as 500 m. */
  accuracyMetres: z._default(z.number().check(z.gte(0), z.lte(100_000)), 0),
  system: z._default(z.enum(['gcj02', 'wgs84']), 'gcj02'),
  isMock: z._default(z.boolean(), false),
})

export const partUsed = z.object({ sku: requiredText(40), quantity: z.int().check(z.gte(1), z.lte(999)) })

export const visit = z.object({
  id,
  ticketId: id,
  engineerId: id,
  checkedInAt: z.string(),
  checkedOutAt: z.nullable(z.string()),
  pauses: z.array(z.object({ from: z.string(), to: z.nullable(z.string()), reason: z.string() })),
  workedMinutes: z.int(),
  marks: z.array(z.enum(marks)),
  distanceMetres: z.nullable(z.int()),
  parts: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.int(), unitPriceFen: z.int() })),
  version,
})
export type VisitView = z.output<typeof visit>

const signedCode = z.object({ code: z.string(), expiresAt: z.string() })
const step = { ticketId: id, version, ...takenOffline }

export const checkinsApi = {
  arrive: command('checkins.arrive', {
    summary: '扫码签到，开始计时',
    allow: ['engineer'],
    input: z.object({ ...step, code: requiredText(200), position: z.optional(position) }),
    output: z.object({ ticket, visit }),
  }),
  pause: command('checkins.pause', {
    summary: '暂停计时',
    allow: ['engineer'],
    input: z.object({ ...step, reason: oneOf(waitReasons, waitReasonNames), note: z.optional(text(200)) }),
    output: z.object({ ticket, visit }),
  }),
  resume: command('checkins.resume', {
    summary: '继续计时',
    allow: ['engineer'],
    input: z.object(step),
    output: z.object({ ticket, visit }),
  }),
  finish: command('checkins.finish', {
    summary: '签退并完工',
    allow: ['engineer'],
    input: z.object({ ...step, summary: z.optional(text(1000)), parts: z._default(listOf(partUsed, 100), []) }),
    output: z.object({ ticket, visit }),
  }),
  ofTicket: query('checkins.ofTicket', {
    summary: '一张工单的上门记录',
    allow: ['engineer', 'dispatcher', 'manager', 'finance', 'admin', 'sales', 'provider'],
    input: z.object({ ticketId: id }),
    output: z.object({ items: z.array(visit) }),
  }),
  open: query('checkins.open', {
    summary: '我进行中的上门',
    allow: ['engineer'],
    input: nothing,
    output: z.object({ visit: z.nullable(visit) }),
  }),
  visitCode: query('checkins.visitCode', {
    summary: '客户出示的到访码，每 60 秒更换',
    allow: 'anyone',
    input: z.object({ trackToken: id }),
    output: signedCode,
  }),
  label: query('checkins.label', {
    summary: '设备或现场标签上的码，用于打印张贴',
    allow: ['dispatcher', 'manager', 'admin'],
    input: z.object({ kind: z.enum(['device', 'place']), id }),
    output: signedCode,
  }),
}

import * as z from 'zod/mini'
import { command, query } from './kernel/endpoint'
import { id, listOf, pageInput, pageOf, requiredText, version } from './kernel/schema'
import { statuses } from './tickets/life'
import { channels } from './tickets/views'

/** Within this time somebody must have accepted the ticket; else the line above is called. */
export const HANDLE_WITHIN_MINUTES = 30
/** From then on one call in this time, until somebody takes it on. */
export const CALL_EVERY_MINUTES = 5
/** The report is owed so long after somebody took it on. */
export const REPORT_WITHIN_HOURS = 24

const OPENING = /^(?:发起|上报|报)?(?:红警|红色预警|红色警报)/
const SEPARATORS = /^[\s：:，,。、!！]+/

/** What stands behind 红警 at the beginning of a message; null when it does not begin so. */
export const redAlertIn = (said: string): string | null => {
  const words = said.trim()
  return OPENING.test(words) ? words.replace(OPENING, '').replace(SEPARATORS, '').trim() : null
}

const partWish = z.object({ sku: requiredText(40), quantity: z.int().check(z.gte(1), z.lte(999)) })

/** Written afterwards: what happened, why, and what keeps it from happening again. */
export const redReport = z.object({
  happened: requiredText(1000),
  cause: requiredText(1000),
  prevention: requiredText(1000),
})
export type RedReport = z.output<typeof redReport>

const byWhom = z.object({ name: z.string(), at: z.string() })

export const redAlert = z.object({
  id,
  ticketId: id,
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  customerName: z.nullable(z.string()),
  assigneeName: z.nullable(z.string()),
  reason: z.string(),
  raised: byWhom,
  /** By then it must be in handling. */
  handleBy: z.string(),
  handledAt: z.nullable(z.string()),
  acknowledged: z.nullable(byWhom),
  /** Rounds of phone calls up the line so far. */
  callCount: z.int(),
  /** What is needed, as far as it was said. There is no stock to reserve them from yet: somebody gets them ready. */
  parts: z.array(z.object({ name: z.string(), quantity: z.number() })),
  reportDueAt: z.nullable(z.string()),
  reported: z.nullable(z.object({ ...byWhom.shape, body: redReport })),
  canAcknowledge: z.boolean(),
  canReport: z.boolean(),
  version,
})
export type RedAlertView = z.output<typeof redAlert>

const reason = requiredText(200)
const parts = z._default(listOf(partWish, 20), [])

const raisers = ['sales', 'dispatcher', 'engineer', 'manager', 'admin', 'provider'] as const
const readers = [...raisers, 'finance'] as const

export const redAlertsApi = {
  raise: command('redAlerts.raise', {
    summary: '把一张工单升级为红色预警：跳过审批、立即派单、通知区域经理；重复发起无害',
    allow: raisers,
    input: z.object({ ticketId: id, reason, parts }),
    output: redAlert,
  }),
  raiseNew: command('redAlerts.raiseNew', {
    summary: '一步建单并发起红色预警',
    allow: ['sales', 'dispatcher', 'manager', 'admin', 'provider'],
    input: z.object({
      customerId: id,
      reason,
      templateId: z.optional(id),
      deviceId: z.optional(z.nullable(id)),
      channel: z._default(z.enum(channels), 'workbench'),
      parts,
    }),
    output: redAlert,
  }),
  acknowledge: command('redAlerts.acknowledge', {
    summary: '我来处理：停止逐级电话；重复点击无害',
    allow: ['dispatcher', 'engineer', 'manager', 'admin', 'provider'],
    input: z.object({ ticketId: id }),
    output: redAlert,
  }),
  report: command('redAlerts.report', {
    summary: '提交红色预警的事后报告：经过、原因、预防',
    allow: raisers,
    input: z.object({ ticketId: id, body: redReport }),
    output: redAlert,
  }),
  get: query('redAlerts.get', {
    summary: '一张工单最近一次红色预警',
    allow: readers,
    input: z.object({ ticketId: id }),
    output: z.object({ alert: z.nullable(redAlert) }),
  }),
  list: query('redAlerts.list', {
    summary: '红色预警列表，新的在前',
    allow: readers,
    input: z.object({
      /** `open`: without a report; `unhandled`: nobody has taken it on; `reportOwed`: taken on, without a report. */
      which: z._default(z.enum(['all', 'open', 'unhandled', 'reportOwed']), 'open'),
      ...pageInput,
    }),
    output: pageOf(redAlert),
  }),
}

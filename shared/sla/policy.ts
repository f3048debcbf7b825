import * as z from 'zod/mini'
import { customerLevelNames, customerLevels } from '../customers'
import { id, listOf, oneOf, requiredText } from '../kernel/schema'
import { priorities, priorityNames } from '../priorities'
import { waitReasonNames, waitReasons } from '../tickets/life'
import type { DueClock } from '../tickets/views'

/** The clocks that every ticket has; `node` clocks come and go with the nodes of its flow. */
export const ticketClocks = ['response', 'arrival', 'resolution'] as const
export type TicketClock = (typeof ticketClocks)[number]
export const clockNames: Record<DueClock, string> = {
  response: '响应',
  arrival: '到场',
  resolution: '解决',
  node: '节点',
}

/** What may count as the first response; `comment` is a word of our own people to the customer. */
export const responseEvents = ['assign', 'accept', 'depart', 'arrive', 'comment'] as const
export type ResponseEvent = (typeof responseEvents)[number]
export const responseEventNames: Record<ResponseEvent, string> = {
  assign: '派单',
  accept: '接单',
  depart: '出发',
  arrive: '到场签到',
  comment: '给客户留言',
}

/** What a customer has agreed with us: a service contract, a warranty still running on the device, or neither. */
export const coverages = ['contract', 'warranty', 'none'] as const
export type Coverage = (typeof coverages)[number]
export const coverageNames: Record<Coverage, string> = {
  contract: '维保合同',
  warranty: '保修期内',
  none: '无合同、过保',
}

export const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/, '编码请用小写字母开头，可含数字和短横线'))
export const regionPrefix = z.string().check(z.regex(/^\d{2,6}$/, '请填写区划代码的前 2 到 6 位'))

const target = z.object({
  minutes: z.int().check(z.gte(1), z.lte(525_600)),
  /** Working time of the calendar, or every minute of day and night. */
  runs: z.enum(['calendar', 'always']),
})
export type Target = z.output<typeof target>

/** None: a ticket of this priority has no such clock. */
const targets = z.record(oneOf(priorities, priorityNames), z.nullable(target))

/** Which tickets a policy covers; what is null does not matter to it. */
export const covers = z.object({
  /** A business type and all below it: `repair` covers `repair.aircon`. */
  businessType: z._default(
    z.nullable(z.string().check(z.maxLength(60), z.regex(/^[a-z]+(\.[a-z0-9]+)*$/, '请填写业务类型编码'))),
    null,
  ),
  customerLevel: z._default(z.nullable(oneOf(customerLevels, customerLevelNames)), null),
  coverage: z._default(z.nullable(oneOf(coverages, coverageNames)), null),
  regionPrefix: z._default(z.nullable(regionPrefix), null),
})
export type Covers = z.output<typeof covers>

export const policyBody = z.object({
  name: requiredText(40),
  covers,
  calendarCode: code,
  targets: z.object({ response: targets, arrival: targets, resolution: targets }),
  /** Minutes for a node of a flow, by its key, where the flow itself says nothing. */
  nodeMinutes: z._default(z.record(id, z.int().check(z.gte(1), z.lte(525_600))), {}),
  /** While a ticket waits for one of these its clocks stand still. */
  pauseReasons: listOf(oneOf(waitReasons, waitReasonNames), waitReasons.length),
  responseEvents: listOf(oneOf(responseEvents, responseEventNames), responseEvents.length).check(z.minLength(1)),
  /** Solved when the engineer is done, or when the customer has agreed; until then we wait for the customer. */
  resolvedBy: z.enum(['finish', 'confirm']),
  /** Percent of the time at which a warning goes out, rising. */
  warnAt: listOf(z.int().check(z.gte(1), z.lte(300)), 6).check(
    z.minLength(1),
    z.refine(
      levels => levels.every((level, at) => at === 0 || level > (levels[at - 1] ?? 0)),
      '提醒比例请从小到大填写',
    ),
  ),
})
export type PolicyBody = z.output<typeof policyBody>
export type Policy = PolicyBody & { code: string }

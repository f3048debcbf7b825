import * as z from 'zod/mini'
import { query } from '../kernel/endpoint'
import { fen, id, pageInput, pageOf } from '../kernel/schema'
import { facts } from './facts'
import { ruleSet } from './ruleSet'

const chargeLine = z.object({
  code: z.string(),
  name: z.string(),
  amountFen: fen,
  minutes: z.optional(z.int()),
  /** One sentence with the figures, readable by the engineer. */
  why: z.string(),
})

export const settlementResult = z.object({
  timeBand: z.enum(['normal', 'night', 'restday', 'holiday']),
  workedMinutes: z.int(),
  overtimeMinutes: z.int(),
  lines: z.array(chargeLine),
  totalFen: fen,
})

export const settledLine = z.object({
  id,
  ticketId: id,
  ticketNumber: z.string(),
  payeeId: id,
  payeeName: z.string(),
  ...chargeLine.shape,
  minutes: z.nullable(z.int()),
  /** 1 for the first settlement; rework after reopening makes a new round, never a change. */
  round: z.int(),
  ruleSetVersion: z.int(),
  settledAt: z.string(),
})
export type SettledLine = z.output<typeof settledLine>

export const settlementApi = {
  try: query('settlement.try', {
    summary: '试算：一套规则和一次服务算出多少钱，为什么（不保存）',
    allow: ['admin', 'finance'],
    input: z.object({ ruleSet, facts }),
    output: settlementResult,
  }),
  ofTicket: query('settlement.ofTicket', {
    summary: '一张工单的结算明细',
    allow: ['engineer', 'manager', 'finance', 'admin', 'provider'],
    input: z.object({ ticketId: id }),
    output: z.object({ items: z.array(settledLine), totalFen: fen }),
  }),
  list: query('settlement.list', {
    summary: '结算明细：财务看全部，工程师看自己',
    allow: ['engineer', 'finance', 'admin', 'provider', 'manager'],
    input: z.object({ month: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))), ...pageInput }),
    output: pageOf(settledLine),
  }),
}

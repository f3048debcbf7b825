import { HOUR } from '../../../shared/kernel/time'

/** Protocol section 10: five messages within 48 hours after the customer's last. */
export const MOST_MESSAGES = 5
const WINDOW_MS = 48 * HOUR

type Budget = { lastCustomerAt: Date | null; sentCount: number }

/** Why the platform would not deliver one more message now; null when it would. */
export const withheldBecause = ({ lastCustomerAt, sentCount }: Budget, now: Date): 'late' | 'full' | null => {
  if (!lastCustomerAt || now.getTime() >= lastCustomerAt.getTime() + WINDOW_MS) return 'late'
  return sentCount >= MOST_MESSAGES ? 'full' : null
}

type Counted = { code: string | null; countedFor: Date | null }

/** Whether a message takes one of the five: not again when it is repeated, unless the count has begun anew meanwhile. */
export const isToBeCounted = ({ code, countedFor }: Counted, { lastCustomerAt }: Budget): boolean =>
  code === null && countedFor?.getTime() !== lastCustomerAt?.getTime()

const failures: Record<string, string> = {
  late: '客户超过 48 小时没有发言',
  full: '客户再次发言前已发满 5 条',
  expired: '已错过发送时间',
  'fail.4': '客户超过 48 小时没有发言',
  'fail.5': '会话已关闭',
  'fail.6': '客户再次发言前已发满 5 条',
  'fail.10': '客户拒收',
  'errcode.95001': '客户再次发言前已发满 5 条',
  'errcode.95002': '客户超过 48 小时没有发言',
  'errcode.95018': '会话正由人工接待',
}

/** For the people who look after the ticket. */
export const undeliveredSays = (reason: string): string =>
  `微信客服消息没有送达客户：${failures[reason] ?? `微信返回 ${reason.replace(/^\w+\./, '')}`}，请电话联系`

import { maskPhone } from '../../../shared/kernel/privacy'
import { DAY, HOUR, MINUTE, startOfChinaDay, toWire } from '../../../shared/kernel/time'
import { type Status, statusNames } from '../../../shared/tickets/life'
import type { TicketCard } from '../../../shared/tickets/views'

/** People type brackets, which are markup in an answer; a chat is looked over and forwarded, so numbers are masked. */
export const safe = (words: string): string =>
  words.replace(/[<>[\]`*#\n]/g, mark => fullWidth[mark] ?? ' ').replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone)

const fullWidth: Record<string, string> = {
  '<': '＜',
  '>': '＞',
  '[': '【',
  ']': '】',
  '*': '＊',
  '#': '＃',
  '`': '｀',
}

const span = (ms: number): string => {
  const minutes = Math.floor(ms / MINUTE)
  if (ms >= DAY) return `${Math.floor(ms / DAY)} 天`
  if (ms < HOUR) return `${Math.max(minutes, 1)} 分`
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`
}

/** 还剩 1 小时 20 分, 超时 12 分; empty while nothing is due. */
export const countdown = (dueAt: string | null, now: Date): string => {
  if (!dueAt) return ''
  const left = new Date(dueAt).getTime() - now.getTime()
  return left >= 0 ? `还剩 ${span(left)}` : `超时 ${span(-left)}`
}

/** 今天 14:30, 明天 09:00, else 11-26 09:00; in the business zone. */
export const clockTime = (instant: string | Date, now: Date): string => {
  const at = new Date(instant)
  const days = Math.round((startOfChinaDay(at).getTime() - startOfChinaDay(now).getTime()) / DAY)
  const day = { 0: '今天', 1: '明天', '-1': '昨天' }[days] ?? toWire(at).slice(5, 10)
  return `${day} ${toWire(at).slice(11, 16)}`
}

export type Seen = Pick<
  TicketCard,
  | 'number'
  | 'title'
  | 'status'
  | 'customerName'
  | 'assigneeName'
  | 'dueAt'
  | 'appointmentFrom'
  | 'lastEvent'
  | 'updatedAt'
>

/** Where a ticket stands, as one says it aloud. */
const standing: Record<Status, (who: string) => string> = {
  draft: () => '还是草稿，没有提交',
  open: () => '在等派单',
  assigned: who => `已派给${who}，等他接单`,
  accepted: who => `${who}已接单，还没出发`,
  travelling: who => `${who}已出发，在路上`,
  working: who => `${who}正在处理`,
  waiting: who => `处理暂停，${who}在等待`,
  awaiting_acceptance: who => `${who}已处理完，等待验收`,
  completed: () => '已完成',
  closed: () => '已完成并归档',
  cancelled: () => '已取消',
}

export const standingOf = ({ status, assigneeName }: Pick<Seen, 'status' | 'assigneeName'>): string =>
  standing[status](assigneeName ?? '工程师')

/** In a group everybody reads the answer: whose ticket it is stays out of it. */
export const progressWords = (ticket: Seen, now: Date, isGroup: boolean): string => {
  const { number, title, customerName, dueAt, appointmentFrom, lastEvent, updatedAt } = ticket
  const due = countdown(dueAt, now)
  const lines = [
    `${number} ${safe(title)}：${standingOf(ticket)}。`,
    !isGroup && customerName && `客户：${safe(customerName)}`,
    appointmentFrom && `预约：${clockTime(appointmentFrom, now)}`,
    dueAt && `这一步应在 ${clockTime(dueAt, now)} 前完成，${due}`,
    lastEvent && `最近：${safe(lastEvent)}，${clockTime(updatedAt, now)}`,
  ]
  return lines.filter(Boolean).join('\n')
}

/** Numbered, most urgent first. */
export const mineWords = (
  tickets: readonly Seen[],
  { now, isGroup, hasMore }: { now: Date; isGroup: boolean; hasMore: boolean },
): string => {
  if (tickets.length === 0) return '您现在没有未完成的工单。'
  const rows = tickets.map(({ number, title, status, customerName, dueAt }, at) =>
    [
      `${at + 1}. ${number} ${safe(title)}`,
      !isGroup && customerName && safe(customerName),
      statusNames[status],
      countdown(dueAt, now),
    ]
      .filter(Boolean)
      .join(' · '),
  )
  const head = hasMore
    ? `您未完成的工单，最急的 ${tickets.length} 张：`
    : `您有 ${tickets.length} 张未完成的工单，最急的在前：`
  return [head, ...rows, ...(hasMore ? ['其余的请在工作台查看。'] : [])].join('\n')
}

export type Free = { name: string; today: number; capacity: number }

export const freeWords = (engineers: readonly Free[]): string => {
  if (engineers.length === 0) return '现在没有工程师在岗。'
  const rows = engineers.map(({ name, today, capacity }, at) => {
    const left = capacity - today
    return `${at + 1}. ${safe(name)}：今天 ${today} 张，${left > 0 ? `还能接 ${left} 张` : '已满'}`
  })
  return ['在岗的工程师，今天单子最少的在前：', ...rows].join('\n')
}

export const help = [
  '我可以帮您：',
  '· 报修：直接说故障、地点和时间，例如「报修 3号楼空调漏水 明天上午」，可附图片',
  '· 查看「我的工单」',
  '· 查进度：「T20261122-0007 到哪了」',
  '· 催办：「催一下 T20261122-0007」',
  '· 紧急：「红警 T20261122-0007 原因」，或「红警 客户姓名 原因」',
  '· 调度问人：「今天谁有空」',
].join('\n')

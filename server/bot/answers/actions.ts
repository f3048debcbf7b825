import { Refusal } from '../../../shared/kernel/refusal'
import { hasRole } from '../../../shared/kernel/roles'
import { toWire } from '../../../shared/kernel/time'
import { nudgeableFrom } from '../../../shared/nudges'
import { openStatuses } from '../../../shared/tickets/life'
import type { TicketCard } from '../../../shared/tickets/views'
import type { Call, Reading } from '../../call'
import { nudge } from '../../nudges/actions'
import { listEngineers } from '../../people/actions'
import { countOfToday } from '../../tickets/actions'
import { listTickets } from '../../tickets/list/actions'
import { freeWords, mineWords, progressWords, standingOf } from './view'

const MOST_LISTED = 8

const notFound = (number: string): string => `没有找到工单 ${number}，或您没有查看权限。`

/** What this person has to do or waits for, most urgent first. */
export const answerMine = async (reading: Reading, isGroup: boolean): Promise<string> => {
  const filter = { isMine: true, status: [...openStatuses] }
  const { items, nextCursor } = await listTickets(reading, { filter, sort: 'urgent', limit: MOST_LISTED })
  return mineWords(items, { now: reading.now, isGroup, hasMore: nextCursor !== null })
}

/** By its number, within the actor's scope: what they may not see is not there. */
const lookByNumber = async (reading: Reading, number: string): Promise<TicketCard | null> => {
  const { items } = await listTickets(reading, { filter: { text: number }, sort: 'newest', limit: 10 })
  return items.find(item => item.number === number) ?? null
}

export const answerProgress = async (reading: Reading, number: string, isGroup: boolean): Promise<string> => {
  const ticket = await lookByNumber(reading, number)
  return ticket ? progressWords(ticket, reading.now, isGroup) : notFound(number)
}

/** Nudges as a customer would, by the same rule: those concerned are told, at most once in half an hour per ticket. */
export const answerNudge = async (call: Call, number: string | null): Promise<string> => {
  if (number === null) return '请带上单号，例如：催一下 T20261122-0007。发「我的工单」可以看到单号。'
  const ticket = await lookByNumber(call, number)
  if (!ticket) return notFound(number)
  if (ticket.status === 'draft' || !nudgeableFrom({ status: ticket.status, nudgedAt: null }, call.now)) {
    return `${number} ${standingOf(ticket)}，不用催办。`
  }
  const refusal = await nudge(call, ticket.id).then(() => null, recentlyIn)
  if (refusal) return `${number} ${refusal.message}。${standingOf(ticket)}。`
  const told = ticket.assigneeName ? `已转告${ticket.assigneeName}` : '还没有派给工程师，已转告调度'
  return `已催办 ${number}，${told}。现在：${standingOf(ticket)}。`
}

/** A refused nudge has written nothing. */
const recentlyIn = (error: unknown): Refusal => {
  if (error instanceof Refusal && error.code === 'ticket.nudged_recently') return error
  throw error
}

/** Engineers on duty with what they were given today, fewest first; only for those who dispatch. */
export const answerFree = async (reading: Reading): Promise<string> => {
  if (!hasRole(reading.actor, 'dispatcher', 'manager', 'admin')) return '只有调度、区域经理和管理员可以查看谁有空。'
  const onDuty = (await listEngineers(reading)).filter(engineer => engineer.onDuty)
  const counts = await countOfToday(
    reading,
    onDuty.map(({ id }) => id),
  )
  const engineers = onDuty
    .map(({ id, name, capacity }) => ({ id, name, capacity, today: counts.get(id) ?? 0 }))
    .sort((a, b) => a.today - b.today || (a.id < b.id ? -1 : 1))
  return `${freeWords(engineers.slice(0, MOST_LISTED))}\n（${toWire(reading.now).slice(11, 16)} 的情况）`
}

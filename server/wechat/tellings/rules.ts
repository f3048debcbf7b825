import type { Move } from '../../../shared/tickets/life'
import { type ToldMove, toldMoves } from '../../../shared/wechat'
import type { TicketRow } from '../../tickets/actions'
import { fitted, timeValue } from '../subscriptions/rules'

export const isTold = (move: Move): move is ToldMove => (toldMoves as readonly Move[]).includes(move)

type Told = Pick<TicketRow, 'number' | 'title' | 'assigneeName'>

/** `phrase`: five characters at most. */
const steps: Record<ToldMove, { phrase: string; says: (master: string) => string }> = {
  assign: { phrase: '已派师傅', says: master => `已安排${master}，请保持电话畅通` },
  depart: { phrase: '已出发', says: master => `${master}已出发，请留意来电` },
  finish: { phrase: '请验收', says: () => '已处理完，请您确认' },
}

export const saysOf = (move: ToldMove, { number, assigneeName }: Told): string =>
  `${number} ${steps[move].says(assigneeName ? `${assigneeName}师傅` : '师傅')}`

/** The values of the template, by its own keys. */
export const dataOf = (
  fields: Record<'number' | 'status' | 'title' | 'time', string>,
  move: ToldMove,
  ticket: Told,
  at: Date,
): Record<string, string> => {
  const values = { number: ticket.number, status: steps[move].phrase, title: ticket.title, time: timeValue(at) }
  return Object.fromEntries(
    (Object.keys(values) as (keyof typeof values)[]).map(name => [fields[name], fitted(fields[name], values[name])]),
  )
}

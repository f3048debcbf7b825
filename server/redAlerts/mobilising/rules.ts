import type { TicketCard } from '../../../shared/tickets/views'
import { partsWords } from '../rules'

type Named = { number: string; title: string }
type Alert = { reason: string; raisedByName: string; parts: readonly { name: string; quantity: number }[] }

/** `T20261123-0004（11-23 14:00）`, at most five of them. */
const listed = (tickets: readonly TicketCard[]): string => {
  const named = tickets.slice(0, 5).map(({ number, appointmentFrom }) => {
    const at = appointmentFrom?.slice(5, 16).replace('T', ' ')
    return at ? `${number}（${at}）` : number
  })
  return `${named.join('、')}${tickets.length > 5 ? '等' : ''}`
}

export const raisedWords = ({ number, title }: Named, { reason, raisedByName, parts }: Alert): string =>
  [`红色预警 ${number} ${title}：${reason}。${raisedByName}发起`, partsWords(parts)].filter(Boolean).join('。')

export const upgradedWords = ({ number }: Named, { reason }: Alert): string =>
  `您手上的 ${number} 升级为红色预警：${reason}，请立即处理`

export const assignedWords = ({ number }: Named, { reason }: Alert, onHand: readonly TicketCard[]): string => {
  const others = `您手上的 ${listed(onHand)} 仍是您的，先放一放，赶不上的请告诉调度`
  return [`红色预警 ${number}：${reason}，请立即接单出发`, ...(onHand.length > 0 ? [others] : [])].join('。')
}

export const displacedWords = ({ number }: Named, engineerName: string, onHand: readonly TicketCard[]): string =>
  `${engineerName}去处理红色预警 ${number}，他手上的 ${listed(onHand)} 可能赶不上，请改派或改约`

export const nobodyWords = ({ number }: Named, { reason }: Alert): string =>
  `红色预警 ${number} 没有合适的工程师：${reason}，请立即人工派单`

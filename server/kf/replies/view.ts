import { standardResponseWords } from '../../../shared/sla/defaults'
import { statusForCustomer } from '../../../shared/tickets/life'
import type { TicketRow } from '../../tickets/actions'

type MenuItem =
  | { type: 'click'; click: { id: string; content: string } }
  | { type: 'view'; view: { url: string; content: string } }
  | { type: 'miniprogram'; miniprogram: { appid: string; pagepath: string; content: string } }

/** Limits in bytes: text 2048, head and tail 1024, a click's id and words 128. */
export type ReplyBody =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'msgmenu'; msgmenu: { head_content: string; list: MenuItem[]; tail_content: string } }

/** Where links lead: into the mini-program, or to our own pages while there is none. */
export type Site = { appId: string; publicUrl: string }

export const menuIds = { progress: 'progress', person: 'person' } as const
const URGE = 'urge_'
export const urgeId = (ticketId: string): string => `${URGE}${ticketId}`
/** The ticket that a pressed item urges; null for any other item. */
export const urgedTicketIn = (menuId: string): string | null =>
  menuId.startsWith(URGE) ? menuId.slice(URGE.length) : null

const click = (id: string, content: string): MenuItem => ({ type: 'click', click: { id, content } })

/** In a customer service chat a page's path ends with `.html`, otherwise the page is not found. */
const progressItem = ({ appId, publicUrl }: Site, trackToken: string): MenuItem => {
  const content = '查看进度'
  const query = `t=${trackToken}`
  return appId
    ? { type: 'miniprogram', miniprogram: { appid: appId, pagepath: `pages/track/index.html?${query}`, content } }
    : { type: 'view', view: { url: `${publicUrl}/#/pages/track/index?${query}`, content } }
}

const menu = (head: string, list: MenuItem[], tail = ''): ReplyBody => ({
  msgtype: 'msgmenu',
  msgmenu: { head_content: head, list, tail_content: tail },
})

export const words = (content: string): ReplyBody => ({ msgtype: 'text', text: { content } })

export const welcomeReply = (deviceName: string | null): ReplyBody => {
  const about = deviceName ? `已识别您的设备「${deviceName}」。` : ''
  return menu(`您好，${about}请直接描述故障，也可以发图片或语音，我们会为您建单`, [
    click(menuIds.progress, '查进度'),
    click(menuIds.person, '转人工'),
  ])
}

type Told = Pick<TicketRow, 'id' | 'number' | 'status' | 'trackToken'>

/** The acknowledgement; a ticket that lacks what a visit needs asks for it. */
export const ackReply = (site: Site, ticket: Told & Pick<TicketRow, 'priority'>): ReplyBody => {
  const head = `已建单 ${ticket.number}，预计 ${standardResponseWords(ticket.priority)}联系您`
  const tail = ticket.status === 'draft' ? '请再发来联系电话和地址，方便师傅上门' : ''
  return menu(head, [progressItem(site, ticket.trackToken), click(urgeId(ticket.id), '催单')], tail)
}

export const completedReply = ({ number }: Pick<Told, 'number'>): ReplyBody =>
  words(`${number} 资料已齐，我们会尽快安排师傅`)

export const urgedReply = ({ number }: Told): ReplyBody => words(`已为您催办 ${number}，请稍候`)
export const urgedBeforeReply = ({ number }: Told): ReplyBody => words(`${number} 已在催办，我们会尽快联系您`)

export const progressReply = (site: Site, ticket: Told): ReplyBody =>
  menu(`${ticket.number}：${statusForCustomer[ticket.status]}`, [
    progressItem(site, ticket.trackToken),
    click(urgeId(ticket.id), '催单'),
  ])

export const noTicketReply = (): ReplyBody => words('没有正在处理的工单，请直接描述故障，我们为您建单')
export const personComesReply = (): ReplyBody => words('正在为您转接人工，请稍候')
export const nobodyThereReply = ({ number }: Pick<TicketRow, 'number'>): ReplyBody =>
  words(`人工客服暂时不在，已登记 ${number}，我们会尽快联系您`)

/** News of a ticket, with the way to its page. */
export const newsReply = (site: Site, ticket: Told, says: string): ReplyBody =>
  menu(says, [progressItem(site, ticket.trackToken)])

import type { ServerConfig } from '../../../config/server'

/** Pages that a menu or the workbench leads to; paths as in the mini-program. */
const paths = {
  newTicket: 'tickets/create',
  myTickets: 'tickets/list?mine=1',
  tickets: 'tickets/list',
  today: 'visits/day',
} as const
export type PageName = keyof typeof paths

export type PageTarget = { appid: string; pagepath: string } | { url: string }

/** The page in the linked mini-program, or in the web page when there is none. */
export const targetOf = ({ wechat, publicUrl }: ServerConfig, page: PageName): PageTarget =>
  wechat.appId ? { appid: wechat.appId, pagepath: paths[page] } : { url: `${publicUrl}/#/${paths[page]}` }

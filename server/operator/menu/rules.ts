import type { ServerConfig } from '../../../config/server'
import { type PageName, targetOf } from '../pages/rules'

export type Action =
  | { type: 'view'; name: string; url: string }
  | { type: 'view_miniprogram'; name: string; appid: string; pagepath: string }
  | { type: 'click'; name: string; key: string }
export type Button = Action | { name: string; sub_button: Action[] }

const buttons: readonly { name: string; page: PageName }[] = [
  { name: '新建工单', page: 'newTicket' },
  { name: '我的工单', page: 'myTickets' },
  { name: '今日上门', page: 'today' },
]

/** The three buttons under the app's chat. */
export const menuOf = (config: ServerConfig): Button[] =>
  buttons.map(({ name, page }) => {
    const target = targetOf(config, page)
    return 'url' in target ? { type: 'view', name, ...target } : { type: 'view_miniprogram', name, ...target }
  })

const bytes = (text: string): number => Buffer.byteLength(text)

const mistakesInName = (name: string, most: number): string[] =>
  bytes(name) < 1 || bytes(name) > most ? [`按钮名「${name}」须为 1 到 ${most} 字节`] : []

const mistakesInAction = (action: Action, mostInName: number): string[] => {
  const wrong = mistakesInName(action.name, mostInName)
  if (action.type === 'view' && bytes(action.url) > 1024) wrong.push(`「${action.name}」的网址超过 1024 字节`)
  if (action.type === 'view' && !/^https?:\/\//.test(action.url)) wrong.push(`「${action.name}」的网址须以 http 开头`)
  if (action.type === 'click' && bytes(action.key) > 128) wrong.push(`「${action.name}」的 key 超过 128 字节`)
  if (action.type === 'view_miniprogram' && !(action.appid && action.pagepath))
    wrong.push(`「${action.name}」须有小程序 AppID 和页面`)
  return wrong
}

/** What the platform would refuse, protocol section 4.7: 1–3 buttons, 1–5 below one, names of 16 and 40 bytes. */
export const mistakesInMenu = (menu: readonly Button[]): string[] => [
  ...(menu.length < 1 || menu.length > 3 ? ['一级菜单须为 1 到 3 个'] : []),
  ...menu.flatMap(button => {
    if (!('sub_button' in button)) return mistakesInAction(button, 16)
    const isFitting = button.sub_button.length >= 1 && button.sub_button.length <= 5
    return [
      ...mistakesInName(button.name, 16),
      ...(isFitting ? [] : [`「${button.name}」的子菜单须为 1 到 5 个`]),
      ...button.sub_button.flatMap(action => mistakesInAction(action, 40)),
    ]
  }),
]

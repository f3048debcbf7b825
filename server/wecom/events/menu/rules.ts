/** Pages of the app by name, as the menu and messages lead to them. */
const paths = { create: 'tickets/create', mine: 'tickets/list?mine=1', today: 'visits/day' } as const

export const pageLink = (publicUrl: string, page: keyof typeof paths): string => `${publicUrl}/#/${paths[page]}`

/** Keys of menu buttons that are answered in the chat; buttons that open a page never come here. */
export const menuKeys = { 'ticket.new': 'create', 'ticket.mine': 'mine', 'ticket.today': 'today' } as const
export type MenuKey = keyof typeof menuKeys

export const isMenuKey = (key: string): key is MenuKey => Object.hasOwn(menuKeys, key)

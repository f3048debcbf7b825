import Taro from '@tarojs/taro'

/** The pages by name; a path is written nowhere else. */
export const pages = {
  workbench: '/workbench/index',
  choose: '/session/choose',
  missing: '/session/missing',
  assign: '/dispatch/assign',
  track: '/pages/track/index',
  tickets: '/tickets/list',
  ticket: '/tickets/detail',
  newTicket: '/tickets/create',
  toolbar: '/customers/toolbar',
  profile: '/customers/profile',
  dispatch: '/dispatch/index',
  day: '/visits/day',
  visit: '/visits/visit',
  earnings: '/settlement/earnings',
  settled: '/settlement/settled',
  report: '/report/index',
} as const

export type PageName = keyof typeof pages

export const addressTo = (page: PageName, query: Record<string, string | null | undefined> = {}): string => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const words = given.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
  return words ? `${pages[page]}?${words}` : pages[page]
}

export const go = (page: PageName, query?: Record<string, string | null | undefined>): void => {
  Taro.navigateTo({ url: addressTo(page, query) })
}

/** Takes the place of this page: back does not return here. */
export const replace = (page: PageName, query?: Record<string, string | null | undefined>): void => {
  Taro.redirectTo({ url: addressTo(page, query) })
}

/** Starts over at this page: there is nothing behind it. */
export const restart = (page: PageName): void => {
  Taro.reLaunch({ url: pages[page] })
}

export const back = (): void => {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
  else restart('workbench')
}

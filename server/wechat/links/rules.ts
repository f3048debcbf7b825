import type { RefusalCode } from '../../../shared/refusals'

/** WeChat keeps a link for 30 days at most, protocol section 12.2; one that ends within a day is made anew. */
export const LINK_DAYS = 30

const refusals: Record<number, RefusalCode> = {
  41030: 'wechat.page_unpublished',
  45009: 'wechat.too_often',
  45011: 'wechat.too_often',
  44990: 'wechat.too_often', // links a second
  44993: 'wechat.too_often', // links a day
}

/** What somebody who wants a code or a link is told when WeChat gave none. */
export const refusalOfWechat = (error: unknown): { code: RefusalCode; errcode?: number } => {
  const { errcode } = error as { errcode?: number }
  if (errcode === undefined || errcode === -1) return { code: 'wechat.unreachable' }
  return { code: refusals[errcode] ?? 'wechat.refused', errcode }
}

import type { RefusalCode } from '../../../shared/refusals'

/** Login code expired or of another app, and used before; protocol sections 1.1 and 6.4. */
const CODE_INVALID = [40029, 40163]
/** 100 logins a minute per WeChat user. */
const TOO_OFTEN = 45011

/** What somebody who wants to log in is told when WeCom or WeChat did not say who they are. */
export const refusalOfPlatform = (error: unknown): RefusalCode => {
  const { errcode = 0 } = error as { errcode?: number }
  if (CODE_INVALID.includes(errcode)) return 'session.code_invalid'
  return errcode === TOO_OFTEN ? 'request.too_many' : 'session.platform_unreachable'
}

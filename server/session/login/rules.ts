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

/** The page on which WeCom asks nothing of a member and sends the browser back with a code (protocol section 6.2). */
export const authorisationUrl = (
  { corpId, agentId }: { corpId: string; agentId: number },
  { returnTo, state }: { returnTo: string; state: string },
): string => {
  const query = new URLSearchParams({
    appid: corpId,
    redirect_uri: returnTo,
    response_type: 'code',
    scope: 'snsapi_base',
    agentid: String(agentId),
    state,
  })
  return `https://open.weixin.qq.com/connect/oauth2/authorize?${query}#wechat_redirect`
}

/** A code must never be sent to another server. */
export const isOurs = (returnTo: string, publicUrl: string): boolean =>
  new URL(returnTo).origin === new URL(publicUrl).origin

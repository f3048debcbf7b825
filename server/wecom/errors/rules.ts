export type Reaction = 'retry' | 'refresh' | 'giveUp' | 'memberGone' | 'alarm'

/** What an administrator must do about it, and how the alarm is told apart from others. */
type Advice = (refused: WecomError) => string

type Meaning = { reaction: Reaction; advice?: Advice }

const retry: Meaning = { reaction: 'retry' }
const refresh: Meaning = { reaction: 'refresh' }
const giveUp: Meaning = { reaction: 'giveUp' }
const memberGone: Meaning = { reaction: 'memberGone' }
const alarm = (advice: string | Advice): Meaning => ({
  reaction: 'alarm',
  advice: typeof advice === 'string' ? () => advice : advice,
})

const PERMISSIONS = '管理后台→应用管理→本应用，以及客户联系、微信客服、打卡各自的「API→可调用接口的应用」'

/** What each errcode asks of us, protocol section 1.1; one that is not listed is given up. */
export const meanings: Record<number, Meaning> = {
  [-1]: retry, // busy
  40001: alarm('应用的 Secret 不对或已重置：请在 管理后台→应用管理→自建应用 查看 Secret，更新 WECOM_SECRET 后重启'),
  40003: memberGone,
  40007: giveUp, // media expired
  40013: alarm('企业 ID 不对：请在 管理后台→我的企业→企业信息 核对 WECOM_CORP_ID 后重启'),
  40014: refresh,
  40029: giveUp, // login code used or older than 5 min: the client brings a new one
  40056: alarm('应用的 AgentId 不对：请在 管理后台→应用管理→自建应用 核对 WECOM_AGENT_ID 后重启'),
  40058: giveUp,
  40096: giveUp, // no such external contact
  41001: alarm('调用企业微信时没有带 access_token，这是程序错误：请把本告警发给技术支持'),
  41051: giveUp, // welcome code used
  42001: refresh,
  42009: alarm('access_token 属于另一个应用：请核对 WECOM_SECRET 与 WECOM_AGENT_ID 是否来自同一个自建应用'),
  45009: retry, // frequency: blocked for 60 s at least
  45033: retry, // too many at once
  48002: alarm(`应用没有调用这个接口的权限：请在 ${PERMISSIONS} 中勾选本应用`),
  60011: alarm('应用的可见范围不含这位成员或部门：请在 管理后台→应用管理→本应用→可见范围 中加入'),
  60020: alarm(refused => {
    const address = addressIn(refused)
    return `企业微信不认识本服务器的出口地址${address ? ` ${address}` : ''}：请在 管理后台→应用管理→本应用→企业可信IP 中加入它`
  }),
  60111: memberGone,
  81013: giveUp, // nobody could be reached: another channel must take over
  84061: giveUp, // no follow relationship
  95014: alarm('微信客服的接待人员没有激活：请让该成员登录企业微信，并在 管理后台→微信客服 中确认接待人员'),
  301002: alarm('应用无权操作：请核对应用的可见范围与所选的成员、部门，以及 WECOM_AGENT_ID'),
  830002: giveUp, // media above 20 MB
}

/** The platform answered and said no. `errmsg` is for the log only: decisions go by `errcode`. */
export class WecomError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`WeCom answered ${errcode}: ${errmsg}`)
    this.name = 'WecomError'
  }
}

/** No usable answer came. Whether the call took effect is unknown. Holds no request: its address carries the token. */
export class WecomUnreachable extends Error {
  constructor(readonly reason: 'timeout' | 'network' | 'status' | 'unreadable') {
    super(`WeCom gave no usable answer: ${reason}`)
    this.name = 'WecomUnreachable'
  }
}

export const reactionTo = (error: unknown): Reaction => {
  if (error instanceof WecomError) return meanings[error.errcode]?.reaction ?? 'giveUp'
  return error instanceof WecomUnreachable ? 'retry' : 'giveUp'
}

/** The address that the platform saw: `not allow to access from your ip, hint: [...], from ip: 203.0.113.9`. */
const addressIn = ({ errmsg }: WecomError): string | null =>
  /from ip: ?([0-9a-fA-F.:]+[0-9a-fA-F])/.exec(errmsg)?.[1] ?? null

/** One alarm for one trouble; another address of ours is another one. Null when no administrator can help. */
export const alarmOf = (refused: WecomError) => {
  const advice = meanings[refused.errcode]?.advice
  if (!advice) return null
  const kind = `wecom.${refused.errcode}`
  const address = refused.errcode === 60020 ? addressIn(refused) : null
  return {
    key: address ? `${kind}:${address}` : kind,
    kind,
    says: advice(refused),
    details: { errcode: String(refused.errcode), errmsg: refused.errmsg.slice(0, 300), ...(address && { address }) },
  }
}

import { HOUR, MINUTE, SECOND } from '../../../shared/kernel/time'
import type { WecomUnreachable } from '../../wecom/errors/rules'
import { adviceOnErrcode, adviceOnSilence } from '../advice/rules'

/** What came of one look. `unknown`: something else must be put right before this can be seen. */
export type Verdict = { state: 'fine' | 'wrong' | 'unknown'; says: string }

export const fine = (says: string): Verdict => ({ state: 'fine', says })
export const wrong = (says: string): Verdict => ({ state: 'wrong', says })
export const unknown = (says: string): Verdict => ({ state: 'unknown', says })

/** What the platform said, or that it said nothing; `blocked` when there is no token to ask with. */
export type Answer =
  | { kind: 'answered'; errcode: number; errmsg: string; json: Record<string, unknown>; serverAt: Date | null }
  | { kind: 'silent'; reason: WecomUnreachable['reason'] }
  | { kind: 'blocked' }

/** Our address is not trusted: every other answer is worth nothing until it is. */
const UNTRUSTED = [60020, 301042]
const SECRET_WRONG = [40001, 40013, 40091]
const NOT_PERMITTED = [48001, 48002, 48004, 48006, 301002]
const OUT_OF_RANGE = [60011, 60021, 50002, 301021]

/**
 * The verdict on an answer that should be errcode 0. `place` is where in the console the permission is given, `ok` the
 * errcodes that are as good as 0 here.
 */
export const verdictOn = (
  answer: Answer,
  { says, place, ok = [] }: { says: string; place?: string; ok?: readonly number[] },
): Verdict => {
  if (answer.kind === 'blocked') return unknown('先解决「凭证」')
  if (answer.kind === 'silent') return wrong(adviceOnSilence(answer.reason))
  const { errcode, errmsg } = answer
  if (errcode === 0 || ok.includes(errcode)) return fine(says)
  if (UNTRUSTED.includes(errcode)) return unknown('先解决「企业可信IP」')
  if (place && NOT_PERMITTED.includes(errcode))
    return wrong(`本应用没有权限（${errcode}）：请在 管理后台→${place} 里加入本应用`)
  if (OUT_OF_RANGE.includes(errcode)) {
    return wrong(`成员不在可见范围（${errcode}）：请在 管理后台→应用管理→本应用→可见范围 里加入所有用派单的人`)
  }
  return wrong(`${adviceOnErrcode(errcode, errmsg)}（${errcode}）`)
}

/** gettoken: 40001 and 40013 tell which of the two is wrong. */
export const verdictOnToken = (answer: Answer): Verdict => {
  if (answer.kind === 'answered' && answer.errcode !== 0 && !SECRET_WRONG.includes(answer.errcode)) {
    return wrong(`取不到 access_token：${adviceOnErrcode(answer.errcode, answer.errmsg)}（${answer.errcode}）`)
  }
  return verdictOn(answer, { says: '企业 ID 与 Secret 正确' })
}

const addressIn = (errmsg: string): string => /from ip: ?([0-9a-fA-F.:]*[0-9a-fA-F])/.exec(errmsg)?.[1] ?? '（未写明）'

/** 60020 and nothing else: the address that must be entered is in its words. */
export const verdictOnTrust = (answer: Answer): Verdict => {
  if (answer.kind !== 'answered') return verdictOn(answer, { says: '' })
  if (!UNTRUSTED.includes(answer.errcode)) return fine('服务器的出口 IP 可以调用接口')
  const address = addressIn(answer.errmsg)
  return wrong(
    `出口 IP ${address} 不可信（${answer.errcode}）：请在 管理后台→应用管理→本应用→企业可信IP 里加入 ${address}`,
  )
}

/** 40056, 301002 and 42009 all say that the agent id is not of the app whose secret this is. */
export const verdictOnAgent = (answer: Answer): Verdict => {
  if (answer.kind === 'answered' && [40056, 301002, 42009, 40058].includes(answer.errcode)) {
    return wrong(
      `WECOM_AGENT_ID 与 WECOM_SECRET 不是同一个应用的（${answer.errcode}）：请在 管理后台→应用管理→自建应用 核对`,
    )
  }
  if (answer.kind === 'answered' && answer.json.close === 1) {
    return wrong('应用已被停用：请在 管理后台→应用管理→本应用 启用')
  }
  return verdictOn(answer, { says: 'AgentId 与 Secret 属于同一个应用' })
}

/** A code that nobody was given: 40029 proves that the call reached a linked mini-program. */
export const verdictOnLink = (answer: Answer): Verdict => {
  if (answer.kind === 'answered' && answer.errcode === 0)
    return wrong('乱填的登录码竟被接受：WECOM_API_BASE 可能不是企业微信')
  return verdictOn(answer, {
    says: '小程序登录接口可用',
    ok: [40029],
    place: '应用管理→小程序→关联小程序（并把小程序的可见范围设好）',
  })
}

const MOST_SKEW_MS = MINUTE

/** Our clock against the Date header, which is in whole seconds. */
export const verdictOnClock = (answer: Answer, now: Date): Verdict => {
  if (answer.kind !== 'answered') return verdictOn(answer, { says: '' })
  if (!answer.serverAt) return unknown('企业微信的应答里没有时间')
  const skewMs = now.getTime() - answer.serverAt.getTime()
  const seconds = Math.round(Math.abs(skewMs) / SECOND)
  if (Math.abs(skewMs) <= MOST_SKEW_MS) return fine(`与企业微信相差 ${seconds} 秒`)
  const words = Math.abs(skewMs) >= HOUR ? `${Math.round(seconds / 3600)} 小时` : `${seconds} 秒`
  return wrong(`服务器时钟${skewMs > 0 ? '快' : '慢'}了 ${words}：请打开 NTP 校时，否则回调和签到时间都会出错`)
}

/** Where each setting is to be found. */
const sources: Record<string, string> = {
  WECOM_CORP_ID: '管理后台→我的企业→企业信息→企业ID',
  WECOM_AGENT_ID: '管理后台→应用管理→本应用→AgentId',
  WECOM_SECRET: '管理后台→应用管理→本应用→Secret',
  WECOM_TOKEN: '管理后台→应用管理→本应用→接收消息→设置API接收→Token',
  WECOM_AES_KEY: '管理后台→应用管理→本应用→接收消息→设置API接收→EncodingAESKey',
  APP_SECRET: '自己生成，至少 32 个随机字符',
  PUBLIC_URL: '本服务的 https 地址',
}

/** The mistakes that the configuration names, with where the missing values are. */
export const verdictOnMistakes = (mistakes: readonly string[]): Verdict =>
  wrong(
    mistakes
      .map(mistake => {
        const missing = /^(\w+) is missing/.exec(mistake)?.[1]
        const source = missing && sources[missing]
        return source ? `缺少 ${missing}（${source}）` : mistake
      })
      .join('；'),
  )

/** `https`, or the demo on this machine. */
export const verdictOnPublicUrl = (publicUrl: string, mode: 'demo' | 'production'): Verdict => {
  if (publicUrl.startsWith('https://')) return fine(publicUrl)
  if (mode === 'demo') return fine(`${publicUrl}（演示模式，不要求 https）`)
  return wrong(`PUBLIC_URL 是 ${publicUrl}：小程序、回调和卡片都要求 https，请配置证书后改为 https 地址`)
}

export type Reply =
  | { kind: 'replied'; status: number; body: string; elapsedMs: number }
  | { kind: 'silent'; reason: 'timeout' | 'network' }

const DEADLINE_MS = 1000

const silence = (reason: 'timeout' | 'network'): Verdict =>
  wrong(
    `PUBLIC_URL ${reason === 'timeout' ? '没有按时应答' : '连不上'}：请确认服务已启动、域名和反向代理已指到它（若内网不能访问自己的公网地址，请在外网再试）`,
  )

/** The plain text within a second, protocol section 2.2: no quotes, no line end. */
export const verdictOnCallback = (reply: Reply, expected: string): Verdict => {
  if (reply.kind === 'silent') return silence(reply.reason)
  const { status, body, elapsedMs } = reply
  if (status === 403) {
    return wrong('回调校验未通过：运行中的服务与这里的 WECOM_TOKEN、WECOM_AES_KEY 或 WECOM_CORP_ID 不同，请统一后重启')
  }
  if (status === 404) return wrong('PUBLIC_URL 下没有 /wecom/callback：请检查反向代理的路径')
  if (status >= 300 && status < 400) return wrong(`回调地址在跳转（${status}）：企业微信不跟随跳转，请填最终地址`)
  if (status !== 200) return wrong(`回调地址应答异常（HTTP ${status}）：请看服务日志和反向代理`)
  if (body !== expected) return wrong('回调应答被改写了：反向代理不能改动 /wecom/callback 的内容')
  if (elapsedMs > DEADLINE_MS)
    return wrong(`回调校验用了 ${Math.round(elapsedMs)} 毫秒：企业微信只等 1 秒，请检查网络和负载`)
  return fine('1 秒内还原出明文')
}

/** Whatever is not signed with our token must be refused. */
export const verdictOnForgery = (reply: Reply): Verdict => {
  if (reply.kind === 'silent') return silence(reply.reason)
  if (reply.status >= 400 && reply.status < 500) return fine('签名不对的请求被拒绝')
  return wrong(`签名不对的请求没有被拒绝（HTTP ${reply.status}）：任何人都能伪造回调，请勿让代理代答这个地址`)
}

import { type Examination, NONSENSE } from './client'
import {
  fine,
  unknown,
  type Verdict,
  verdictOn,
  verdictOnAgent,
  verdictOnCallback,
  verdictOnClock,
  verdictOnForgery,
  verdictOnLink,
  verdictOnPublicUrl,
  verdictOnToken,
  verdictOnTrust,
  wrong,
} from './rules'

/** One look at one setting. */
export type Check = { name: string; run: (examination: Examination) => Promise<Verdict> }

const API = '可调用接口的应用'

/** The addresses that the platform calls from or is called at; an empty list would be of no use in a firewall. */
const addresses =
  (path: string, says: string): Check['run'] =>
  async ({ ask }) => {
    const answer = await ask({ url: `/cgi-bin/${path}` })
    const known = answer.kind === 'answered' && Array.isArray(answer.json.ip_list) ? answer.json.ip_list.length : 0
    const verdict = verdictOn(answer, { says: `${says}共 ${known} 个地址` })
    return verdict.state === 'fine' && known === 0 ? wrong(`${path} 没有返回地址，请稍后再试`) : verdict
  }

/** A permission that only shows when its own interface is called. */
const permitted =
  (url: string, place: string, says: string, data?: object): Check['run'] =>
  async ({ ask }) =>
    verdictOn(await ask(data ? { method: 'post', url, data } : { url }), { says, place })

const readsMember: Check['run'] = async ({ agent, member, ask }) => {
  const seen = verdictOnAgent(await agent())
  if (seen.state !== 'fine') return unknown(seen.state === 'unknown' ? seen.says : '先解决「应用」')
  const userid = await member()
  if (!userid) return wrong('可见范围里没有成员：请在 管理后台→应用管理→本应用→可见范围 里加入所有用派单的人')
  return verdictOn(await ask({ url: '/cgi-bin/user/get', params: { userid } }), { says: '可以读取可见范围内的成员' })
}

const readsCheckins: Check['run'] = async ({ member, ask, now }) => {
  const userid = await member()
  if (!userid) return unknown('先解决「可见范围」')
  const endtime = Math.floor(now().getTime() / 1000)
  const data = { opencheckindatatype: 3, starttime: endtime - 3600, endtime, useridlist: [userid] }
  const answer = await ask({ method: 'post', url: '/cgi-bin/checkin/getcheckindata', data })
  return verdictOn(answer, { says: '可以读取打卡数据', place: `应用管理→打卡→${API}` })
}

const logsInByWechat: Check['run'] = async ({ config, wechatLogin }) => {
  if (!config.wechat.appId) return unknown('没有设置 WECHAT_APP_ID，客户不能从微信小程序进入')
  const answer = await wechatLogin()
  if (answer.kind !== 'answered') return wrong('连不上微信平台：请检查服务器的出口网络')
  if (answer.errcode === 40029) return fine('AppID 与 AppSecret 正确')
  if (answer.errcode === 40013) return wrong('WECHAT_APP_ID 不对（40013）：请在 微信公众平台→开发管理 核对')
  if ([40001, 40125].includes(answer.errcode)) {
    return wrong(`WECHAT_APP_SECRET 不对（${answer.errcode}）：请在 微信公众平台→开发管理 重置后更新`)
  }
  return wrong(`微信返回错误码 ${answer.errcode}：请在 微信公众平台→开发管理 核对 AppID、AppSecret 和 IP 白名单`)
}

/** In the order in which an administrator puts things right. */
export const checks: readonly Check[] = [
  { name: '公网地址', run: async ({ config }) => verdictOnPublicUrl(config.publicUrl, config.mode) },
  { name: '凭证', run: async ({ token }) => verdictOnToken(await token()) },
  { name: '时钟', run: async ({ token, now }) => verdictOnClock(await token(), now()) },
  { name: '企业可信IP', run: async ({ agent }) => verdictOnTrust(await agent()) },
  { name: '应用', run: async ({ agent }) => verdictOnAgent(await agent()) },
  { name: '可见范围', run: readsMember },
  {
    name: '客户联系',
    run: permitted(
      '/cgi-bin/externalcontact/get_follow_user_list',
      `客户与上下游→客户联系→API→${API}`,
      '可以读取客户资料',
    ),
  },
  {
    name: '微信客服',
    run: permitted('/cgi-bin/kf/account/list', `微信客服→API→${API}`, '可以使用微信客服', { offset: 0, limit: 1 }),
  },
  { name: '打卡', run: readsCheckins },
  {
    name: '小程序',
    run: async ({ ask }) => {
      const params = { js_code: NONSENSE, grant_type: 'authorization_code' }
      return verdictOnLink(await ask({ url: '/cgi-bin/miniprogram/jscode2session', params }))
    },
  },
  { name: '客户侧小程序', run: logsInByWechat },
  { name: '接口地址', run: addresses('get_api_domain_ip', '出口防火墙须放行，') },
  { name: '回调来源', run: addresses('getcallbackip', '入口防火墙须放行，') },
  {
    name: '回调',
    run: async ({ callback }) => {
      const { reply, expected } = await callback({ isForged: false })
      return verdictOnCallback(reply, expected)
    },
  },
  {
    name: '回调防伪',
    run: async ({ callback }) => verdictOnForgery((await callback({ isForged: true })).reply),
  },
]

import { alarmOf, WecomError, WecomUnreachable } from '../../wecom/errors/rules'

/** Errcodes that only an administrator's commands meet, from the platform's list of errcodes. */
const advice: Record<number, string> = {
  40054: '菜单里的网址不在可信域名下：请在 管理后台→应用管理→本应用→网页授权及JS-SDK 设置 PUBLIC_URL 的域名',
  40055: '菜单里的网址不在可信域名下：请在 管理后台→应用管理→本应用→网页授权及JS-SDK 设置 PUBLIC_URL 的域名',
  40091: 'Secret 属于另一个企业：请核对 WECOM_CORP_ID 与 WECOM_SECRET',
  45009: '调用太频繁：企业微信会限制一段时间，请至少等一分钟再试',
  50003: '应用已被停用：请在 管理后台→应用管理→本应用 启用',
  60031: '应用已被停用：请在 管理后台→应用管理→本应用 启用',
  90206: '小程序还没有关联到企业：请在 管理后台→应用管理→小程序→关联小程序 扫码关联',
  90207: '小程序的 AppID 不对：请核对 WECHAT_APP_ID',
  93000: '群机器人的 key 不对，或机器人已被移出群：请在群里重新添加消息推送，更新 WECOM_ROBOT_KEYS',
  93004: '群机器人已被停用：请在群里重新启用',
  94000: '应用没有开启工作台自定义展示：请在 管理后台→应用管理→本应用 启用自定义展示',
  94008: '还没有设置工作台模板：请先运行 npm run wecom -- tile',
}

const unreachable: Record<WecomUnreachable['reason'], string> = {
  timeout: '企业微信没有按时应答：请检查服务器的出口网络和代理',
  network: '连不上企业微信：请检查服务器的出口网络、DNS 和防火墙',
  status: '企业微信没有正常应答（HTTP 状态异常）：请检查出口代理',
  unreadable: '应答看不懂：出口代理可能改写了内容，或 WECOM_API_BASE 不是企业微信的地址',
}

/** What to do about an errcode; the platform's own words are left out, as they may hold what nobody should read. */
export const adviceOnErrcode = (errcode: number, errmsg = ''): string =>
  advice[errcode] ??
  alarmOf(new WecomError(errcode, errmsg))?.says ??
  `企业微信返回错误码 ${errcode}，可在 open.work.weixin.qq.com/devtool/query?e=${errcode} 查询`

export const adviceOnSilence = (reason: WecomUnreachable['reason']): string => unreachable[reason]

/** The sentence for an administrator when a call failed; null when it was not the platform's doing. */
export const adviceOn = (error: unknown): string | null => {
  if (error instanceof WecomError) return `${adviceOnErrcode(error.errcode, error.errmsg)}（${error.errcode}）`
  return error instanceof WecomUnreachable ? adviceOnSilence(error.reason) : null
}

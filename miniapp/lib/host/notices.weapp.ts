import Taro from '@tarojs/taro'
import { type Consent, consents } from '../../../shared/wechat'
import { HostRefusal, type NoticeAnswer, type Notices } from './types'

/** WeChat shows at most so many in one dialogue. */
const MOST = 3

/** The number of WeChat's own refusal when messages of this mini-program are switched off. */
const SWITCHED_OFF = 20004

const isConsent = (said: unknown): said is Consent => consents.some(consent => consent === said)

const ask: Notices['ask'] = templateIds => {
  const tmplIds = templateIds.slice(0, MOST)
  return Taro.requestSubscribeMessage({ tmplIds } as Taro.requestSubscribeMessage.Option).then(
    (said): NoticeAnswer =>
      Object.fromEntries(
        tmplIds.flatMap(id => {
          const answer = (said as Record<string, unknown>)[id]
          return isConsent(answer) ? [[id, answer] as const] : []
        }),
      ),
    (problem: { errCode?: number }): NoticeAnswer => {
      if (problem.errCode === SWITCHED_OFF) return 'off'
      throw new HostRefusal('没能打开微信的提醒设置，请稍后再试')
    },
  )
}

export const notices: Notices = {
  ask,
  areOff: async templateIds => {
    const { subscriptionsSetting: kept } = await Taro.getSetting({ withSubscriptions: true })
    if (!kept) return false
    return !kept.mainSwitch || (templateIds.length > 0 && templateIds.every(id => kept.itemSettings?.[id] === 'reject'))
  },
  openSettings: async () => {
    await Taro.openSetting({ withSubscriptions: true }).catch(() => undefined)
  },
}

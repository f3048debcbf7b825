import Taro from '@tarojs/taro'
import { entryOf } from './entry'
import { chooseFiles, openFile, record } from './media.weapp'
import { notices } from './notices.weapp'
import type { Host, Platform } from './types'
import { HostRefusal } from './types'

/** Turns one callback-style `wx.qy` function into a promise. */
const asked = <Result>(
  run: (callbacks: { success: (result: Result) => void; fail: (reason: { errMsg: string }) => void }) => void,
): Promise<Result> =>
  new Promise((resolve, reject) => run({ success: resolve, fail: reason => reject(new HostRefusal(reason.errMsg)) }))

const qy = (): WxQy => {
  if (!wx.qy) throw new HostRefusal('请在企业微信里打开')
  return wx.qy
}

const platform = (): Platform => (wx.qy || wx.getSystemInfoSync().environment === 'wxwork' ? 'wecom' : 'wechat')

const loginCode = async (): Promise<string> => {
  if (platform() === 'wechat') return (await Taro.login()).code
  return (await asked<{ code: string }>(on => qy().login(on))).code
}

const entry: Host['entry'] = async () => {
  if (platform() !== 'wecom') return 'normal'
  return entryOf((await asked<{ entry: string }>(on => qy().getContext(on))).entry)
}

export const host: Host = {
  platform,
  memberLogin: 'session.wecom',
  loginCode,
  entry,
  externalUserId: async () => {
    const place = await entry()
    if (place !== 'single_chat_tools' && place !== 'contact_profile') return null
    return (await asked<{ userId: string }>(on => qy().getCurExternalContact(on))).userId
  },
  sendToChat: async card => {
    if (platform() !== 'wecom') return false
    const [path, query] = card.page.split('?')
    await asked<object>(on =>
      qy().sendChatMessage({
        msgtype: 'miniprogram',
        enterChat: true,
        miniprogram: {
          appid: wx.getAccountInfoSync().miniProgram.appId,
          title: card.title,
          imgUrl: card.imageUrl,
          // WeCom opens the card only when the path ends with `.html` (protocol section 8.2).
          page: `${path}.html${query ? `?${query}` : ''}`,
        },
        ...on,
      }),
    )
    return true
  },
  scan: () =>
    Taro.scanCode({ onlyFromCamera: true }).then(
      found => found.result,
      () => null,
    ),
  position: async () => {
    const at = await Taro.getLocation({ type: 'gcj02', isHighAccuracy: true }).catch(() => {
      throw new HostRefusal('没有取得位置，请在设置里允许使用位置')
    })
    return { lat: at.latitude, lng: at.longitude, accuracyMeters: at.accuracy, mocked: false }
  },
  dial: phone => {
    Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
  },
  navigate: to => {
    Taro.openLocation({ latitude: to.lat, longitude: to.lng, name: to.name, address: to.address }).catch(
      () => undefined,
    )
  },
  choosePhotos: atMost =>
    Taro.chooseImage({ count: atMost, sizeType: ['compressed'], sourceType: ['camera', 'album'] }).then(
      chosen => chosen.tempFiles.map(file => ({ path: file.path, bytes: file.size })),
      () => [],
    ),
  chooseFiles,
  record,
  choosePlace: () =>
    Taro.chooseLocation({}).then(
      ({ latitude, longitude, address, name }) => ({ lat: latitude, lng: longitude, address: address || name || null }),
      () => null,
    ),
  notices: () => (platform() === 'wechat' ? notices : null),
  open: openFile,
  copy: async text => {
    await Taro.setClipboardData({ data: text })
  },
}

export { HostRefusal } from './types'

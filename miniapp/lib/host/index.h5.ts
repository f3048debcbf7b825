import { addressParameter } from './address'
import { copyText } from './clipboard'
import { entryOf } from './entry'
import { addressOfPicked, compressed, pickFiles, pickPictures, readCode } from './pictures'
import type { Host, PickedFile, Platform } from './types'
import { HostRefusal } from './types'
import { webLoginCode } from './webLogin'

const platform = (): Platform => {
  if (/wxwork/i.test(navigator.userAgent)) return 'wecom'
  return /micromessenger/i.test(navigator.userAgent) ? 'wechat' : 'browser'
}

/** The SDK is 59 KB: only a WeCom web view loads it. */
const wecom = async () => (await import('./wecom')).wecom()

const browserPosition = (): Promise<GeolocationPosition> =>
  new Promise((resolve, reject) => {
    const fail = () => reject(new HostRefusal('没有取得位置，请允许浏览器使用位置'))
    if (!navigator.geolocation) return fail()
    navigator.geolocation.getCurrentPosition(resolve, fail, { enableHighAccuracy: true, timeout: 8000 })
  })

const pickedOf = (file: File): PickedFile => ({ path: addressOfPicked(file), bytes: file.size, name: file.name })

const accepted = { video: 'video/mp4', voice: 'audio/*', file: 'image/*,application/pdf,audio/*,video/mp4' }

/** Where the browser is. */
const position: Host['position'] = async () => {
  const { latitude: lat, longitude: lng, accuracy } = (await browserPosition()).coords
  return { lat, lng, system: 'wgs84', accuracyMeters: accuracy, mocked: false }
}

export const host: Host = {
  platform,
  memberLogin: 'session.web',
  loginCode: async () => (platform() === 'wecom' ? webLoginCode() : null),
  entry: async () => {
    const said = addressParameter('entry')
    if (said) return entryOf(said)
    return platform() === 'wecom' ? entryOf((await (await wecom()).getContext()).entry) : 'normal'
  },
  externalUserId: async () => {
    const said = addressParameter('external_userid')
    if (said) return said
    return platform() === 'wecom' ? ((await (await wecom()).getCurExternalContact()).userId ?? null) : null
  },
  sendToChat: async card => {
    if (platform() !== 'wecom') return false
    const ww = await wecom()
    await ww.sendChatMessage({
      msgtype: 'news',
      enterChat: true,
      news: { link: card.link, title: card.title, desc: '点开查看进度', imgUrl: card.imageUrl },
    } as Parameters<typeof ww.sendChatMessage>[0])
    return true
  },
  scan: async () => {
    if (platform() === 'wecom') return (await (await wecom()).scanQRCode({ needResult: true })).resultStr ?? null
    const [picture] = await pickPictures(1)
    return picture ? readCode(picture) : null
  },
  position,
  dial: phone => {
    window.location.href = `tel:${phone}`
  },
  navigate: to => {
    const query = `position=${to.lng},${to.lat}&name=${encodeURIComponent(to.name)}&coordinate=gaode&callnative=1`
    window.open(`https://uri.amap.com/marker?${query}`, '_blank', 'noopener')
  },
  choosePhotos: async atMost => {
    const pictures = await pickPictures(atMost)
    return (await Promise.all(pictures.map(compressed))).map(pickedOf)
  },
  chooseFiles: async (kind, atMost) => (await pickFiles(accepted[kind], atMost)).map(pickedOf),
  record: null,
  choosePlace: async () => {
    const at = await position()
    const { default: gcoord } = await import('gcoord')
    const [lng, lat] = gcoord.transform([at.lng, at.lat], gcoord.WGS84, gcoord.GCJ02)
    return { lat, lng, address: null }
  },
  notices: () => null,
  open: ({ url }) => {
    window.open(url, '_blank', 'noopener')
  },
  copy: copyText,
}

export { HostRefusal } from './types'

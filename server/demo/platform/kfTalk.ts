import type { KfDesk } from './kf'
import type { MediaShelf } from './media'
import type { Outgoing } from './plaintext'
import type { Json } from './wire'

/** The account of the demo company. */
export const KF_ACCOUNT = 'wkDemoAccount01'

type Talk = { corpId: string; kf: KfDesk; media: MediaShelf; now: () => number }
type Way = { openKfId?: string; sceneParam?: string }
type Menu = { list?: { type: string; click?: { id: string; content: string } }[] }

/** What customers do in WeChat, each as the event that tells the company of it; the event says only that there is news. */
export const kfTalk = ({ corpId, kf, media, now }: Talk) => {
  kf.addAccount(KF_ACCOUNT)

  const news = (openKfId = KF_ACCOUNT): Outgoing => ({
    ToUserName: corpId,
    CreateTime: Math.floor(now() / 1000),
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    Token: kf.issueToken(openKfId),
    OpenKfId: openKfId,
  })

  const says = (externalUserId: string, msgtype: string, content: Json, openKfId = KF_ACCOUNT): Outgoing => {
    if (!kf.hasPerson(externalUserId)) kf.addPerson(externalUserId, { nickname: externalUserId })
    const session = kf.sessionOf(openKfId, externalUserId)
    if (session.state === 4) session.state = 0
    Object.assign(session, { lastCustomerAt: now(), sent: 0 })
    const ids = { open_kfid: openKfId, external_userid: externalUserId }
    kf.log(openKfId, { ...ids, origin: 3, msgtype, [msgtype]: content })
    return news(openKfId)
  }

  return {
    /** By a link or a printed code; greeted if they have not written for 48 hours. */
    customerComes: (externalUserId: string, { openKfId = KF_ACCOUNT, sceneParam = '' }: Way = {}) => {
      if (!kf.hasPerson(externalUserId)) kf.addPerson(externalUserId, { nickname: externalUserId })
      const { lastCustomerAt } = kf.sessionOf(openKfId, externalUserId)
      const isNew = lastCustomerAt === null || now() > lastCustomerAt + 48 * 3_600_000
      const welcome = isNew ? { welcome_code: kf.issueCode({ openKfId, externalUserId }, 'welcome') } : {}
      const event = { event_type: 'enter_session', open_kfid: openKfId, external_userid: externalUserId }
      kf.logEvent(openKfId, { ...event, scene: 'device', scene_param: sceneParam, ...welcome })
      return news(openKfId)
    },
    customerWrites: (externalUserId: string, content: string) => says(externalUserId, 'text', { content }),
    customerShows: (externalUserId: string, media_id = media.addPicture()) =>
      says(externalUserId, 'image', { media_id }),
    customerSends: (externalUserId: string, kind: 'voice' | 'video' | 'file', media_id: string) =>
      says(externalUserId, kind, { media_id }),
    /** Degrees, GCJ-02. */
    customerStandsAt: (externalUserId: string, place: { lat: number; lng: number; name: string; address: string }) =>
      says(externalUserId, 'location', {
        latitude: place.lat,
        longitude: place.lng,
        name: place.name,
        address: place.address,
      }),
    /** Presses an item of a menu that has reached them. */
    customerPresses: (externalUserId: string, words: string) => {
      const menus = kf.shown(externalUserId).map(({ content }) => content as Menu)
      const items = menus.flatMap(({ list = [] }) => list.flatMap(({ click }) => click ?? []))
      const item = items.findLast(({ content }) => content === words)
      if (!item) throw new Error(`no menu with ${words} has reached ${externalUserId}`)
      return says(externalUserId, 'text', { content: words, menu_id: item.id })
    },
    /** Takes back what they sent last. */
    customerTakesBack: (externalUserId: string, openKfId = KF_ACCOUNT) => {
      const ids = { open_kfid: openKfId, external_userid: externalUserId }
      const recall_msgid = kf.lastFrom(openKfId, externalUserId)
      kf.logEvent(openKfId, { event_type: 'user_recall_msg', ...ids, recall_msgid })
      return news(openKfId)
    },
    servicerEndsChat: (externalUserId: string, openKfId = KF_ACCOUNT) => {
      Object.assign(kf.sessionOf(openKfId, externalUserId), { state: 4, servicerId: null })
      const ids = { open_kfid: openKfId, external_userid: externalUserId }
      kf.logEvent(openKfId, { event_type: 'session_status_change', ...ids, change_type: 3 })
      return news(openKfId)
    },
    /** Only that there is something: also what the platform itself has put there, such as a failed delivery. */
    kfHasNews: (openKfId = KF_ACCOUNT) => news(openKfId),
  }
}

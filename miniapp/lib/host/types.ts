import type { Consent } from '../../../shared/wechat'

/** What the outside of the app can do for it; `index.weapp.ts` and `index.h5.ts` are the two ways. */
export type Platform = 'wecom' | 'wechat' | 'browser'

/** Where in WeCom the page was opened from (protocol section 8.2); `normal` is every other place. */
export type Entry = 'single_chat_tools' | 'group_chat_tools' | 'contact_profile' | 'chat_attachment' | 'normal'

/** Degrees in GCJ-02 unless `system` says otherwise; accuracy in metres. */
export type Position = { lat: number; lng: number; system?: 'wgs84'; accuracyMeters: number; mocked: boolean }

/** `name` where the platform tells it. */
export type PickedFile = { path: string; bytes: number; name?: string }

/** `ended` comes by itself when the longest recording is reached. */
export type Recording = { stop: () => void; ended: Promise<PickedFile> }

/** Degrees in GCJ-02; `address` where it was picked on a map. */
export type PickedPlace = { lat: number; lng: number; address: string | null }

/** `page` is a page path with its query, without `.html`. */
export type ChatCard = { title: string; imageUrl: string; page: string; link: string }

/** Each answer by template; `off` when the person wants no messages of this mini-program at all. */
export type NoticeAnswer = Record<string, Consent> | 'off'

/** Messages that WeChat sends for us, each only after the person has agreed to it. */
export type Notices = {
  /** Opens WeChat's dialogue: only at a tap, before anything is waited for. */
  ask: (templateIds: readonly string[]) => Promise<NoticeAnswer>
  /** WeChat opens no dialogue any more: only its settings can change the answer. */
  areOff: (templateIds: readonly string[]) => Promise<boolean>
  /** Resolves when the person comes back from there. */
  openSettings: () => Promise<void>
}

export type Host = {
  platform: () => Platform
  /** The endpoint that takes a member's code: a mini-program's and a web page's are different kinds. */
  memberLogin: 'session.wecom' | 'session.web'
  /** A fresh code for `memberLogin` or `session.wechat`; null where there is none (a browser). */
  loginCode: () => Promise<string | null>
  entry: () => Promise<Entry>
  /** The customer of the chat or profile this page was opened in; null outside of one. */
  externalUserId: () => Promise<string | null>
  /** Resolves to false where the platform cannot send into a chat. */
  sendToChat: (card: ChatCard) => Promise<boolean>
  /** The text of a QR code; null when the person gives up. */
  scan: () => Promise<string | null>
  position: () => Promise<Position>
  dial: (phone: string) => void
  navigate: (to: { lat: number; lng: number; name: string; address: string }) => void
  /** Made smaller for the way; an empty list when the person gives up. */
  choosePhotos: (atMost: number) => Promise<PickedFile[]>
  chooseFiles: (kind: 'video' | 'voice' | 'file', atMost: number) => Promise<PickedFile[]>
  /** Null where nothing but a finished recording can be taken. */
  record: (() => Promise<Recording>) | null
  /** From the map, or where there is none from the device; null when the person gives up. */
  choosePlace: () => Promise<PickedPlace | null>
  /** Null where WeChat sends nothing: in a browser and in WeCom. */
  notices: () => Notices | null
  open: (file: { url: string; mime: string; name: string }) => void
  copy: (text: string) => Promise<void>
}

/** Said to the person as it is. */
export class HostRefusal extends Error {}

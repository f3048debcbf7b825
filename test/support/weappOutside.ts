export type Sent = { name: string; input: Record<string, unknown>; header: Record<string, string> }
export type Reply = { status?: number; body: unknown } | 'no network'

/** How the outside looks to the mini-program: where it runs, and what each endpoint answers. */
export type Outside = {
  /** Answers by endpoint name; an endpoint nobody prepared gets a 404 refusal. */
  answers: Record<string, (input: Record<string, unknown>, sent: Sent) => unknown>
  /** `wxwork` inside WeCom. */
  environment?: 'wxwork'
  /** Without what the language has got since 2021. */
  isOldPhone?: true
  entry?: string
  externalUserId?: string
  scanned?: string
  /** What the person answers to WeChat's dialogue of messages, by template, or why WeChat does not open it. */
  subscribes?: (templateIds: string[]) => Record<string, string | number>
  /** What the person has answered once and for all. */
  subscriptions?: { mainSwitch: boolean; itemSettings: Record<string, string> }
  /** What the person does in WeChat's settings of this mini-program. */
  changesSettings?: () => void
  /** What the person picks on the map. */
  chosenPlace?: { latitude: number; longitude: number; address: string; name: string }
}

/** A refusal the way the server words it. */
export class Refused {
  readonly status: number
  readonly code: string
  readonly message: string
  constructor(status: number, code: string, message: string) {
    this.status = status
    this.code = code
    this.message = message
  }
}

const unheard = new Refused(404, 'request.unknown_endpoint', '没有这个接口，请刷新页面后重试')

export const replyTo = (sent: Sent, { answers }: Outside): Reply => {
  const answer = answers[sent.name]
  const body = answer ? answer(sent.input, sent) : unheard
  if (!(body instanceof Refused)) return { body }
  return { status: body.status, body: { error: { code: body.code, message: body.message, details: {} } } }
}

/** What the stub needs of the running app. */
export type Phone = {
  outside: Outside
  isOffline: () => boolean
  /** Records what was sent. */
  note: (sent: Sent) => void
  say: (toast: string) => void
  chat: (message: Record<string, unknown>) => void
  storage: Map<string, unknown>
  go: (how: 'push' | 'replace' | 'restart', path: string, query: Record<string, string>) => void
  back: () => void
  later: (run: () => void) => void
  /** A value of the app's own world; the host's objects must not get in. */
  revive: (json: string) => unknown
}

type Callbacks = { success?: (result: object) => void; fail?: (reason: object) => void; complete?: (r: object) => void }

const gives =
  (result: object) =>
  (options: Callbacks = {}) => {
    options.success?.(result)
    options.complete?.(result)
  }

const request =
  (phone: Phone) =>
  (options: Callbacks & { url: string; data: unknown; header: Record<string, string> }): object => {
    const sent: Sent = {
      name: options.url.split('/api/')[1] ?? options.url,
      input: JSON.parse(typeof options.data === 'string' ? options.data : JSON.stringify(options.data ?? {})),
      header: { ...options.header },
    }
    phone.note(sent)
    const reply = phone.isOffline() ? 'no network' : replyTo(sent, phone.outside)
    phone.later(() => {
      const isLost = reply === 'no network'
      const result = isLost
        ? { errMsg: 'request:fail' }
        : { statusCode: reply.status ?? 200, data: phone.revive(JSON.stringify(reply.body)), header: {} }
      if (isLost) options.fail?.(result)
      else options.success?.(result)
      options.complete?.(result)
    })
    return { abort: () => undefined }
  }

/** Each file that is sent is an upload of its own; the answer is that of `files.upload`. */
const uploadFile =
  (phone: Phone) =>
  (options: Callbacks & { url: string; filePath: string; header: Record<string, string> }): object => {
    const sent: Sent = { name: 'files.upload', input: { path: options.filePath }, header: { ...options.header } }
    phone.note(sent)
    const reply = phone.isOffline() ? 'no network' : replyTo(sent, phone.outside)
    phone.later(() => {
      if (reply === 'no network') options.fail?.({ errMsg: 'uploadFile:fail' })
      else options.success?.({ statusCode: reply.status ?? 200, data: JSON.stringify(reply.body) })
    })
    return { abort: () => undefined }
  }

const subscribing = ({ outside, revive, later }: Phone) => ({
  requestSubscribeMessage: ({ tmplIds, success, fail }: Callbacks & { tmplIds: string[] }) => {
    const said = outside.subscribes?.([...tmplIds]) ?? { errCode: 20001 }
    const result = revive(JSON.stringify({ errMsg: 'requestSubscribeMessage', ...said })) as object
    later(() => ('errCode' in said ? fail?.(result) : success?.(result)))
  },
  getSetting: ({ withSubscriptions, success }: Callbacks & { withSubscriptions?: boolean }) => {
    const { subscriptions = { mainSwitch: true, itemSettings: {} } } = outside
    const shown = { authSetting: {}, ...(withSubscriptions && { subscriptionsSetting: subscriptions }) }
    later(() => success?.(revive(JSON.stringify(shown)) as object))
  },
  openSetting: ({ success }: Callbacks) => {
    outside.changesSettings?.()
    later(() => success?.({}))
  },
})

/** Records nothing, and hands out one recording when it is stopped. */
const recorder = () => {
  let stopped: (result: object) => void = () => undefined
  return {
    onStop: (listener: typeof stopped) => {
      stopped = listener
    },
    onError: () => undefined,
    start: () => undefined,
    stop: () => stopped({ tempFilePath: 'wxfile://voice.mp3', duration: 3000, fileSize: 9000 }),
  }
}

/** The only thing that is looked for by selector is a canvas; it draws nowhere. */
const selectorQuery = () => {
  const pen = new Proxy({}, { get: () => () => undefined, set: () => true })
  const canvas = { width: 0, height: 0, getContext: () => pen }
  const found = [{ node: canvas, width: 300, height: 220 }]
  const query = {
    select: () => query,
    fields: () => query,
    exec: (tell: (all: object[]) => void) => tell(found),
  }
  return query
}

const opens = (phone: Phone, how: 'push' | 'replace' | 'restart') => (options: Callbacks & { url: string }) => {
  const [path = '', words = ''] = options.url.replace(/^\//, '').split('?')
  phone.later(() => {
    phone.go(how, path, Object.fromEntries(new URLSearchParams(words)))
    options.success?.({})
  })
}

const wecom = (phone: Phone) => ({
  login: gives({ code: 'code-from-wecom' }),
  getContext: gives({ entry: phone.outside.entry ?? 'normal' }),
  getCurExternalContact: gives({ userId: phone.outside.externalUserId ?? '' }),
  sendChatMessage: (message: Record<string, unknown> & Callbacks) => {
    phone.chat(message)
    message.success?.({})
  },
})

const screen = {
  windowWidth: 390,
  windowHeight: 844,
  pixelRatio: 3,
  platform: 'ios',
  SDKVersion: '3.6.0',
}

/** The part of `wx` that the mini-program uses. */
export const stubWx = (phone: Phone): Record<string, unknown> => ({
  ...(phone.outside.environment ? { qy: wecom(phone) } : {}),
  ...subscribing(phone),
  request: request(phone),
  login: gives({ code: 'code-from-wechat' }),
  scanCode: gives({ result: phone.outside.scanned ?? '' }),
  getLocation: gives({ latitude: 31.2, longitude: 121.6, accuracy: 20 }),
  getSystemInfoSync: () => ({ ...screen, environment: phone.outside.environment }),
  getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000000000000000' } }),
  getStorageSync: (key: string) => phone.storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => phone.storage.set(key, phone.revive(JSON.stringify(value))),
  removeStorageSync: (key: string) => phone.storage.delete(key),
  showToast: (options: Callbacks & { title: string }) => {
    phone.say(options.title)
    options.success?.({})
  },
  setClipboardData: gives({}),
  uploadFile: uploadFile(phone),
  chooseImage: gives({ tempFiles: [{ path: 'wxfile://photo.jpg', size: 1000 }] }),
  chooseVideo: gives({ tempFilePath: 'wxfile://video.mp4', size: 5000 }),
  chooseMessageFile: gives({ tempFiles: [{ path: 'wxfile://manual.pdf', size: 3000, name: '说明书.pdf' }] }),
  chooseLocation: (options: Callbacks) =>
    phone.outside.chosenPlace ? options.success?.(phone.outside.chosenPlace) : options.fail?.({ errMsg: 'cancel' }),
  getRecorderManager: recorder,
  createSelectorQuery: selectorQuery,
  canvasToTempFilePath: gives({ tempFilePath: 'wxfile://signature.png' }),
  pageScrollTo: gives({}),
  previewImage: gives({}),
  navigateTo: opens(phone, 'push'),
  redirectTo: opens(phone, 'replace'),
  reLaunch: opens(phone, 'restart'),
  navigateBack: () => phone.back(),
  onWindowResize: () => undefined,
  offWindowResize: () => undefined,
  canIUse: () => true,
  nextTick: phone.later,
})

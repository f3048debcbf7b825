import { type AsrAccount, asr } from './asr'
import { botTalk } from './botTalk'
import { callbackDesk, eachAct } from './callbackDesk'
import type { CallbackTarget } from './callbacks'
import { contactBook, type Member } from './contacts'
import { conversation } from './conversation'
import { memberLogin } from './login'
import { mediaShelf } from './media'
import { messageDesk } from './messages'
import { outbox } from './outbox'
import { responseCodes } from './responseCodes'
import { type App, tokenDesk } from './tokens'
import { type WechatApp, wechatSide } from './wechat'
import { listen } from './wire'

export type PlatformOptions = App & {
  /** 0 (the default) takes a free port on loopback. */
  port?: number
  /** Epoch ms. */
  now?: () => number
  callback?: CallbackTarget
  botCallback?: CallbackTarget
  wechat?: WechatApp
  asr?: AsrAccount
  members?: Member[]
  retryDelaysMs?: number[]
  callbackTimeoutMs?: number
}

/**
 * WeCom, WeChat and Tencent's recogniser as far as the product meets them, on one loopback server: all three base URLs
 * are `baseUrl`. Drivers (`memberSays` ...) do what a person would do in WeCom and send the callback that follows;
 * `compose` makes the same callback without sending it, for `post` to replay, reorder, forge or cut.
 */
export const startPlatform = async (options: PlatformOptions) => {
  const { port = 0, now = Date.now, corpId, agentId, callback, botCallback, members = [] } = options
  const { retryDelaysMs = [5000, 5000], callbackTimeoutMs: timeoutMs = 5000 } = options
  const stopping = new AbortController()
  const times = { retryDelaysMs, timeoutMs, now }

  const tokens = tokenDesk(options, now)
  const contacts = contactBook(tokens.guard)
  const box = outbox()
  const codes = responseCodes(now)
  const media = mediaShelf(tokens.guard, now)
  const login = memberLogin({ corpId, contacts, guard: tokens.guard, now })
  const customers = wechatSide(options.wechat ?? { appId: 'wx0000000000000000', secret: 'demo' }, now)
  const callbacks = callbackDesk({ corpId, callback, botCallback, times, stopped: stopping.signal })
  const { hasCallback } = callbacks
  for (const member of members) contacts.addMember(member)

  const wire = await listen(port, {
    ...tokens.routes,
    ...contacts.routes,
    ...media.routes,
    ...login.routes,
    ...customers.routes,
    ...tokens.guard(messageDesk({ agentId, contacts, outbox: box, codes, hasCallback, now })),
    ...asr(options.asr ?? { secretId: 'demo', secretKey: 'demo' }, media, now),
  })

  const acts = conversation({ corpId, agentId, contacts, outbox: box, media, codes, now })
  const botActs = botTalk(contacts)

  return {
    baseUrl: wire.baseUrl,
    calls: wire.calls,
    misbehave: wire.misbehave,
    stop: () => {
      stopping.abort()
      return wire.stop()
    },

    outbox: box.lines,
    members: contacts.members,
    addMember: contacts.addMember,
    addDepartment: contacts.addDepartment,
    addCustomer: contacts.addCustomer,
    /** Takes the member out of the company, and tells. */
    memberLeaves: (userId: string) => {
      const { userId: UserID } = contacts.member(userId)
      contacts.removeMember(userId)
      return callbacks.tell(acts.sendEvent({ Event: 'change_contact', ChangeType: 'delete_user', UserID }))
    },
    expireTokens: tokens.expireTokens,
    loginCode: login.loginCode,
    wechatLoginCode: customers.wechatLoginCode,
    addVoice: media.addVoice,
    addPicture: media.addPicture,
    addMedia: media.addMedia,
    teach: media.teach,
    bytesOf: media.bytesOf,

    setCallback: callbacks.setCallback,
    setBotCallback: callbacks.setBotCallback,
    verifyCallbackUrl: callbacks.verifyCallbackUrl,
    ...eachAct(acts, callbacks.tell),
    ...eachAct(botActs, callbacks.tellBot),
    compose: { ...eachAct(acts, callbacks.compose), ...eachAct(botActs, callbacks.composeBot) },
    post: callbacks.post,
    reseal: callbacks.reseal,
  }
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>

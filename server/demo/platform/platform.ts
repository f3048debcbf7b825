import { chatDesk } from './appchat'
import { type AsrAccount, asr } from './asr'
import { botDesk } from './botDesk'
import { botTalk } from './botTalk'
import { callbackDesk, eachAct } from './callbackDesk'
import type { CallbackTarget } from './callbacks'
import { checkinData } from './checkinData'
import { companyLife } from './companyLife'
import { contactBook, type Member } from './contacts'
import { conversation } from './conversation'
import { customerBook } from './customerContacts'
import { appRecord } from './doctor'
import { kfDesk } from './kf'
import { kfTalk } from './kfTalk'
import { memberLogin } from './login'
import { mediaShelf } from './media'
import { menuDesk } from './menu'
import { messageDesk } from './messages'
import { outbox } from './outbox'
import { demoPhones, type PhoneAccount, phoneNetwork } from './phones'
import { responseCodes } from './responseCodes'
import { tencentCloud } from './tencentCloud'
import { type App, tokenDesk } from './tokens'
import { webhooks } from './webhook'
import { type WechatApp, wechatSide } from './wechat'
import { listen } from './wire'
import { workbench } from './workbench'

export type PlatformOptions = App & {
  /** 0 (the default) takes a free port on loopback. */
  port?: number
  /** Epoch ms. */
  now?: () => number
  callback?: CallbackTarget
  botCallback?: CallbackTarget
  wechat?: WechatApp
  asr?: AsrAccount
  phones?: PhoneAccount
  members?: Member[]
  retryDelaysMs?: number[]
  callbackTimeoutMs?: number
}

/**
 * WeCom, WeChat and Tencent Cloud (recogniser, text messages, calls) as far as the product meets them, on one loopback
 * server: all their base URLs are `baseUrl`. Drivers (`memberSays` ...) do what a person would do in WeCom and send the callback that follows;
 * `compose` makes the same callback without sending it, for `post` to replay, reorder, forge or cut.
 */
export const startPlatform = async (options: PlatformOptions) => {
  const { port = 0, now = Date.now, corpId, agentId, callback, botCallback, members = [] } = options
  const { retryDelaysMs = [5000, 5000], callbackTimeoutMs: timeoutMs = 5000 } = options
  const stopping = new AbortController()
  const times = { retryDelaysMs, timeoutMs, now }

  const tokens = tokenDesk(options, now)
  const contacts = contactBook(tokens.guard)
  const book = customerBook({ contacts, guard: tokens.guard, now })
  const box = outbox()
  const codes = responseCodes(now)
  const media = mediaShelf(tokens.guard, now)
  const login = memberLogin({ corpId, contacts, guard: tokens.guard, now })
  const customers = wechatSide(options.wechat ?? { appId: 'wx0000000000000000', secret: 'demo' }, now)
  const bot = botDesk({ contacts, guard: tokens.guard, baseUrl: () => wire.baseUrl, now })
  const callbacks = callbackDesk({ corpId, callback, botCallback, times, stopped: stopping.signal })
  const menus = menuDesk(agentId, tokens.guard)
  const tiles = workbench({ agentId, contacts, guard: tokens.guard, now })
  const attendance = checkinData(contacts, tokens.guard, now)
  const robots = webhooks(now)
  const rooms = chatDesk(contacts, tokens.guard, now)
  const phones = phoneNetwork(options.phones ?? demoPhones, now)
  const kf = kfDesk({ guard: tokens.guard, now })
  const kfActs = kfTalk({ corpId, kf, media, now })
  const { hasCallback } = callbacks
  for (const member of members) contacts.addMember(member)

  const wire = await listen(port, {
    ...appRecord({ agentId, contacts, guard: tokens.guard }),
    ...menus.routes,
    ...tiles.routes,
    ...attendance.routes,
    ...robots.routes,
    ...rooms.routes,
    ...tokens.routes,
    ...contacts.routes,
    ...book.routes,
    ...media.routes,
    ...login.routes,
    ...customers.routes,
    ...kf.routes,
    ...bot.routes,
    ...tokens.guard(messageDesk({ agentId, contacts, outbox: box, codes, hasCallback, now })),
    ...tencentCloud(
      { asr: asr(options.asr ?? { secretId: 'demo', secretKey: 'demo' }, media), ...phones.services },
      now,
    ),
  })

  const acts = conversation({ corpId, agentId, contacts, outbox: box, media, codes, now })
  const life = companyLife({ contacts, customers: book, event: acts.sendEvent, now })
  const botActs = botTalk({ contacts, lateUrl: bot.lateUrl })

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
    addCustomer: book.addCustomer,
    addTag: contacts.addTag,
    forbid: contacts.forbid,
    permit: contacts.permit,
    showOnly: contacts.showOnly,
    /** What new contacts read first. */
    welcomes: book.welcomes,
    expireTokens: tokens.expireTokens,
    loginCode: login.loginCode,
    wechatLoginCode: customers.wechatLoginCode,
    addVoice: media.addVoice,
    addPicture: media.addPicture,
    addMedia: media.addMedia,
    teach: media.teach,
    bytesOf: media.bytesOf,
    menu: menus.menu,
    tileOf: tiles.tileOf,
    tilesSet: tiles.tilesSet,
    allowOwnTile: tiles.allowOwnTile,
    addCheckinRecord: attendance.addCheckinRecord,
    correctCheckinRecord: attendance.correctCheckinRecord,
    addRobot: robots.addRobot,
    saidByRobot: robots.saidByRobot,
    chats: rooms.chats,
    saidInChat: rooms.saidInChat,
    phones: phones.drivers,

    wechat: customers,
    kf: { ...kf, ...eachAct(kfActs, callbacks.tell), compose: eachAct(kfActs, callbacks.compose) },

    setCallback: callbacks.setCallback,
    setBotCallback: callbacks.setBotCallback,
    /** What people say to the bot, as JSON, for the long connection. */
    botSays: botActs,
    saidLateByBot: bot.saidLate,
    addBotPicture: bot.addBotPicture,
    hiddenIdOf: bot.hiddenIdOf,
    verifyCallbackUrl: callbacks.verifyCallbackUrl,
    ...eachAct(acts, callbacks.tell),
    ...eachAct(life, callbacks.tell),
    ...eachAct(botActs, callbacks.tellBot),
    compose: {
      ...eachAct(acts, callbacks.compose),
      ...eachAct(life, callbacks.compose),
      ...eachAct(botActs, callbacks.composeBot),
    },
    post: callbacks.post,
    reseal: callbacks.reseal,
  }
}

export type Platform = Awaited<ReturnType<typeof startPlatform>>

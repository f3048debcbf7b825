import { createHash } from 'node:crypto'
import { kfBody } from './kfBody'
import { codesOnce } from './kfCodes'
import { failTypeOf, type KfSession, mayGo } from './kfSession'
import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const TOKEN_LIFE_MS = 10 * MINUTE_MS
const HISTORY_MS = 72 * HOUR_MS
const MOST_PAGE = 1000
/** Calls a minute that come without an event's token. */
const UNTOLD_PER_MINUTE = 10

/** What the customer's phone shows of our messages. */
export type KfShown = { at: number; openKfId: string; externalUserId: string; msgId: string; content: Json }

type Account = {
  id: string
  log: { at: number; message: Json }[]
  tokens: Map<string, number>
  untold: number[]
  sessions: Map<string, KfSession>
  msgIds: Set<string>
}

type Person = { nickname: string; unionId?: string }

/** WeChat customer service as the company's server meets it, protocol section 10. */
export const kfDesk = ({ guard, now }: { guard: (routes: Routes) => Routes; now: () => number }) => {
  const accounts = new Map<string, Account>()
  const people = new Map<string, Person>()
  const servicers = new Set<string>()
  const shown: KfShown[] = []
  const codes = codesOnce(now)
  // Not from the same number at every start: a database that outlives this process would take messages for repeats.
  const start = now()
  let messages = start
  let pageSize = MOST_PAGE
  let emptyPages = 0
  let pagesUntilBreak = Number.POSITIVE_INFINITY

  const account = (id: unknown): Account => {
    const found = accounts.get(String(id))
    if (!found) throw new PlatformRefusal(95000, 'invalid open_kfid')
    return found
  }
  const session = ({ sessions }: Account, externalUserId: string): KfSession => {
    const known = sessions.get(externalUserId)
    if (known) return known
    const fresh: KfSession = { state: 4, servicerId: null, lastCustomerAt: null, sent: 0 }
    sessions.set(externalUserId, fresh)
    return fresh
  }
  const known = (externalUserId: unknown): string => {
    if (!people.has(String(externalUserId))) throw new PlatformRefusal(40096, 'invalid external userid')
    return String(externalUserId)
  }

  /** Puts a message or an event where sync_msg finds it. */
  const log = (openKfId: string, message: Json, at = now()): string => {
    messages += 1
    const msgid = `from_msgid_${messages}`
    account(openKfId).log.push({ at, message: { msgid, send_time: Math.floor(at / 1000), ...message } })
    return msgid
  }
  const logEvent = (openKfId: string, event: Json): string => log(openKfId, { origin: 4, msgtype: 'event', event })

  const checkToken = ({ tokens, untold }: Account, token: unknown): void => {
    if (token === undefined || token === '') {
      const lastMinute = untold.filter(at => at > now() - MINUTE_MS)
      if (lastMinute.length >= UNTOLD_PER_MINUTE) throw new PlatformRefusal(45009, 'api freq out of limit')
      untold.splice(0, untold.length, ...lastMinute, now())
      return
    }
    const issuedAt = tokens.get(String(token))
    if (issuedAt === undefined || now() > issuedAt + TOKEN_LIFE_MS)
      throw new PlatformRefusal(95007, 'invalid msg token')
  }

  /** `<account>.<start>.<position>.<turn>`, void after a restart; without one the earliest of three days. */
  const positionOf = ({ id, log: lines }: Account, cursor: unknown): number => {
    if (cursor === undefined || cursor === '') return 0
    const [, whose, position] = /^(.+)\.(\d+)\.\d+$/.exec(String(cursor)) ?? []
    if (whose !== `${id}.${start}` || Number(position) > lines.length)
      throw new PlatformRefusal(40058, 'invalid cursor')
    return Number(position)
  }

  let turns = 0
  const cursorAt = ({ id }: Account, position: number): string => {
    turns += 1
    return `${id}.${start}.${position}.${turns}`
  }

  const syncMsg = (body: Json) => {
    const from = account(body.open_kfid)
    checkToken(from, body.token)
    if (Number(body.limit ?? MOST_PAGE) > MOST_PAGE) throw new PlatformRefusal(40058, 'invalid limit')
    if (![undefined, 0, 1].includes(body.voice_format as number)) throw new PlatformRefusal(40058, 'voice_format')
    if (pagesUntilBreak <= 0) {
      pagesUntilBreak = Number.POSITIVE_INFINITY
      throw new Error('the connection breaks here')
    }
    pagesUntilBreak -= 1
    const begin = positionOf(from, body.cursor)
    if (emptyPages > 0) {
      emptyPages -= 1
      return ok({ next_cursor: cursorAt(from, begin), has_more: 1, msg_list: [] })
    }
    const end = Math.min(begin + Math.min(pageSize, Number(body.limit ?? MOST_PAGE)), from.log.length)
    const page = from.log.slice(begin, end).filter(({ at }) => at > now() - HISTORY_MS)
    const has_more = end < from.log.length ? 1 : 0
    return ok({ next_cursor: cursorAt(from, end), has_more, msg_list: page.map(({ message }) => message) })
  }

  const claimId = ({ msgIds }: Account, given: unknown): string => {
    const msgId = given === undefined ? createHash('md5').update(`${msgIds.size}`).digest('hex') : String(given)
    if (!/^[0-9a-zA-Z_-]{1,32}$/.test(msgId)) throw new PlatformRefusal(40058, 'invalid msgid')
    if (msgIds.has(msgId)) throw new PlatformRefusal(40058, 'msgid exists already')
    msgIds.add(msgId)
    return msgId
  }

  /** Errcode 0 is no delivery: what breaks a limit comes back as an event. */
  const sendMsg = (body: Json) => {
    const from = account(body.open_kfid)
    const externalUserId = known(body.touser)
    const chat = session(from, externalUserId)
    if (chat.state > 1) throw new PlatformRefusal(95018, 'send msg session status invalid')
    const content = kfBody(body, ['text', 'image', 'msgmenu', 'miniprogram', 'link', 'location'])
    const msgId = claimId(from, body.msgid)
    const fail_type = failTypeOf(chat, now())
    if (fail_type === null) {
      chat.sent += 1
      shown.push({ at: now(), openKfId: from.id, externalUserId, msgId, content })
    } else {
      const ids = { open_kfid: from.id, external_userid: externalUserId }
      logEvent(from.id, { event_type: 'msg_send_fail', ...ids, fail_msgid: msgId, fail_type })
    }
    return ok({ msgid: msgId })
  }

  const sendOnEvent = (body: Json) => {
    const content = kfBody(body, ['text', 'msgmenu'])
    const { openKfId, externalUserId } = codes.spend(String(body.code ?? ''))
    const msgId = claimId(account(openKfId), body.msgid)
    shown.push({ at: now(), openKfId, externalUserId, msgId, content })
    return ok({ msgid: msgId })
  }

  const trans = (body: Json) => {
    const from = account(body.open_kfid)
    const externalUserId = known(body.external_userid)
    const chat = session(from, externalUserId)
    const target = Number(body.service_state)
    if (!mayGo(chat, target)) throw new PlatformRefusal(95016, 'not allow to change to this state')
    const servicerId = String(body.servicer_userid ?? '')
    if (target === 3 && !servicerId) throw new PlatformRefusal(40058, 'servicer_userid missing')
    if (target === 3 && !servicers.has(servicerId)) throw new PlatformRefusal(95014, 'servicer not activated')
    chat.state = target
    chat.servicerId = target === 3 ? servicerId : null
    return ok({ msg_code: codes.issue({ openKfId: from.id, externalUserId }, 'msg') })
  }

  const routes = guard({
    'POST /cgi-bin/kf/sync_msg': asked => syncMsg(jsonOf(asked)),
    'POST /cgi-bin/kf/send_msg': asked => sendMsg(jsonOf(asked)),
    'POST /cgi-bin/kf/send_msg_on_event': asked => sendOnEvent(jsonOf(asked)),
    'POST /cgi-bin/kf/service_state/trans': asked => trans(jsonOf(asked)),
    'POST /cgi-bin/kf/service_state/get': asked => {
      const body = jsonOf(asked)
      const { state, servicerId } = session(account(body.open_kfid), known(body.external_userid))
      return ok({ service_state: state, servicer_userid: servicerId ?? '' })
    },
    'POST /cgi-bin/kf/customer/batchget': asked => {
      const ids = jsonOf(asked).external_userid_list
      if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100) throw new PlatformRefusal(40058, 'list')
      const customer_list = ids.flatMap(id => {
        const person = people.get(String(id))
        const unionid = person?.unionId ? { unionid: person.unionId } : {}
        return person ? [{ external_userid: id, nickname: person.nickname, avatar: '', gender: 0, ...unionid }] : []
      })
      return ok({ customer_list, invalid_external_userid: ids.filter(id => !people.has(String(id))) })
    },
    'POST /cgi-bin/kf/add_contact_way': asked => {
      const { open_kfid, scene = '' } = jsonOf(asked)
      if (!/^[0-9a-zA-Z_-]{0,32}$/.test(String(scene))) throw new PlatformRefusal(40058, 'invalid scene')
      return ok({ url: `https://work.weixin.qq.com/kfid/${account(open_kfid).id}?enc_scene=${scene}` })
    },
  })

  return {
    routes,
    addAccount: (id: string): void => {
      const fresh = { id, log: [], tokens: new Map(), untold: [], sessions: new Map(), msgIds: new Set<string>() }
      accounts.set(id, fresh)
    },
    addPerson: (externalUserId: string, person: Person): void => void people.set(externalUserId, person),
    hasPerson: (externalUserId: string): boolean => people.has(externalUserId),
    /** A member who has activated customer service. */
    addServicer: (userId: string): void => void servicers.add(userId),
    log,
    logEvent,
    /** The id of their last message. */
    lastFrom: (openKfId: string, externalUserId: string): string => {
      const line = account(openKfId).log.findLast(({ message }) => message.external_userid === externalUserId)
      return String(line?.message.msgid ?? '')
    },
    sessionOf: (openKfId: string, externalUserId: string): KfSession => session(account(openKfId), externalUserId),
    issueCode: codes.issue,
    /** A token as the event carries it. */
    issueToken: (openKfId: string): string => {
      const { tokens } = account(openKfId)
      const token = `ENC${createHash('md5').update(`${openKfId}.${tokens.size}.${now()}`).digest('hex')}`
      tokens.set(token, now())
      return token
    },
    shown: (externalUserId: string): KfShown[] => shown.filter(line => line.externalUserId === externalUserId),
    setPageSize: (size: number): void => {
      pageSize = size
    },
    /** The next so many pages say that there is more, and bring nothing. */
    sendEmptyPages: (count: number): void => {
      emptyPages = count
    },
    /** After so many pages the connection breaks, once. */
    breakAfterPages: (count: number): void => {
      pagesUntilBreak = count
    },
  }
}

export type KfDesk = ReturnType<typeof kfDesk>

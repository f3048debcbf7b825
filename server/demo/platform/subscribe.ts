import { setTimeout as delay } from 'node:timers/promises'
import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

/** What the customer's WeChat shows under 服务通知. */
export type ServiceNotice = {
  at: number
  openId: string
  templateId: string
  page: string
  data: Record<string, string>
}

export type SubscribeDesk = {
  routes: Routes
  addOpenId(openId: string): void
  /** Keys with their types: `thing3`; an enum's values after a colon. */
  addTemplate(templateId: string, keys: string[]): void
  /** Presses 允许 in the dialogue that a tap has opened. */
  customerAccepts(openId: string, templateId: string, times?: number): void
  /** Switches the messages off in WeChat's settings: what was accepted is void. */
  customerRefuses(openId: string, templateId: string): void
  notices: ServiceNotice[]
}

const HAN = /^\p{Script=Han}+$/u
const points = (value: string): number => [...value].length

/** What each type takes, protocol section 12.1. */
const limits: Record<string, (value: string) => boolean> = {
  thing: value => points(value) <= 20,
  number: value => /^-?\d{1,32}(\.\d+)?$/.test(value) && value.length <= 32,
  letter: value => /^[A-Za-z]{1,32}$/.test(value),
  symbol: value => points(value) <= 5 && /^[\p{P}\p{S}]+$/u.test(value),
  character_string: value => /^[\x21-\x7e]{1,32}$/.test(value),
  phrase: value => HAN.test(value) && points(value) <= 5,
  phone_number: value => /^[\d+\-() ]{1,17}$|^-$/.test(value),
  car_number: value => points(value) <= 8,
  name: value => points(value) <= (/^[\x20-\x7e]*$/.test(value) ? 20 : 10),
  amount: value => /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/.test(value),
  time: value => /\d/.test(value),
  date: value => /\d/.test(value),
}

const checkValue = (key: string, value: unknown, allowed: string[] | null): void => {
  const isText = typeof value === 'string' && value.trim() !== '' && !/\p{Cc}/u.test(value)
  const holds = isText && (allowed ? allowed.includes(value) : (limits[key.replace(/\d+$/, '')]?.(value) ?? true))
  if (!holds) throw new PlatformRefusal(47003, `argument invalid! data.${key}.value invalid`)
}

/** message/subscribe/send of WeChat. */
export const subscribeDesk = (now: () => number): SubscribeDesk => {
  const openIds = new Set<string>()
  const templates = new Map<string, Map<string, string[] | null>>()
  const accepted = new Map<string, number>()
  const busy = new Set<string>()
  const notices: ServiceNotice[] = []
  const keyOf = (openId: string, templateId: string) => `${openId} ${templateId}`

  const checkData = (templateId: string, data: Json): Record<string, string> => {
    const keys = templates.get(templateId) ?? new Map<string, string[] | null>()
    const values: Record<string, string> = {}
    for (const [key, allowed] of keys) {
      const value = (data[key] as { value?: unknown } | undefined)?.value
      checkValue(key, value, allowed)
      values[key] = String(value)
    }
    return values
  }

  const send = (body: Json) => {
    const [openId, templateId] = [String(body.touser), String(body.template_id)]
    if (!openIds.has(openId)) throw new PlatformRefusal(40003, 'invalid openid')
    if (!templates.has(templateId)) throw new PlatformRefusal(40037, 'invalid template_id')
    if (!['formal', 'trial', 'developer'].includes(String(body.miniprogram_state ?? 'formal'))) {
      throw new PlatformRefusal(40058, 'invalid miniprogram_state')
    }
    const page = String(body.page ?? '')
    if (page.startsWith('/') || page.split('?')[0]?.endsWith('.html')) throw new PlatformRefusal(41030, 'invalid page')
    const data = checkData(templateId, (body.data ?? {}) as Json)
    const left = accepted.get(keyOf(openId, templateId)) ?? 0
    if (left === 0) throw new PlatformRefusal(43101, 'user refuse to accept the msg')
    accepted.set(keyOf(openId, templateId), left - 1)
    notices.push({ at: now(), openId, templateId, page, data })
    return ok()
  }

  return {
    routes: {
      'POST /cgi-bin/message/subscribe/send': async asked => {
        const body = jsonOf(asked)
        const openId = String(body.touser)
        if (busy.has(openId)) throw new PlatformRefusal(43108, 'concurrent sending to one user')
        busy.add(openId)
        // Long enough for another to come meanwhile.
        await delay(5)
        try {
          return send(body)
        } finally {
          busy.delete(openId)
        }
      },
    },
    addOpenId: openId => void openIds.add(openId),
    addTemplate: (templateId, keys) => {
      const pairs = keys
        .map(key => key.split(':'))
        .map(([key = '', values]) => [key, values?.split('|') ?? null] as const)
      templates.set(templateId, new Map(pairs))
    },
    customerAccepts: (openId, templateId, times = 1) => {
      openIds.add(openId)
      accepted.set(keyOf(openId, templateId), (accepted.get(keyOf(openId, templateId)) ?? 0) + times)
    },
    customerRefuses: (openId, templateId) => void accepted.delete(keyOf(openId, templateId)),
    notices,
  }
}

import { createCipheriv, createHash } from 'node:crypto'
import { checkBotReply } from './botReplies'
import type { Contacts } from './contacts'
import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

type Desk = { contacts: Contacts; guard: (routes: Routes) => Routes; baseUrl: () => string; now: () => number }

const PICTURE_MS = 5 * 60_000
const LATE_MS = 60 * 60_000

/** AES-256-CBC, padded to 32 bytes, IV from the key: as a bot's pictures lie on the platform. */
const sealed = (bytes: Buffer, aesKey: string): Buffer => {
  const key = Buffer.from(aesKey, 'base64')
  const pad = 32 - (bytes.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(pad, pad)), cipher.final()])
}

/** What the AI bot finds on the platform besides its messages: pictures, late addresses, who is behind an encrypted id. */
export const botDesk = ({ contacts, guard, baseUrl, now }: Desk) => {
  const pictures = new Map<string, { bytes: Buffer; expiresAt: number }>()
  const late = new Map<string, { expiresAt: number; isUsed: boolean }>()
  const hidden = new Map<string, string>()
  const saidLate: Json[] = []

  const routes: Routes = {
    'GET /bot/media': ({ query }) => {
      const item = pictures.get(query.get('id') ?? '')
      if (!item || now() > item.expiresAt) throw new PlatformRefusal(40007, 'expired')
      return { bytes: item.bytes, contentType: 'application/octet-stream', fileName: 'sealed' }
    },
    'POST /bot/late': asked => {
      const code = late.get(asked.query.get('code') ?? '')
      if (!code || code.isUsed || now() > code.expiresAt) throw new PlatformRefusal(60140, 'invalid response_code')
      const body = jsonOf(asked)
      checkBotReply(body, ['markdown', 'template_card'])
      code.isUsed = true
      saidLate.push(body)
      return ok()
    },
    ...guard({
      'POST /cgi-bin/batch/openuserid_to_userid': asked => {
        const { open_userid_list: ids = [] } = jsonOf(asked) as { open_userid_list?: string[] }
        const known = ids.filter(id => hidden.has(id))
        return ok({
          userid_list: known.map(id => ({ open_userid: id, userid: hidden.get(id) })),
          invalid_open_userid_list: ids.filter(id => !hidden.has(id)),
        })
      },
    }),
  }

  return {
    routes,
    lateUrl: (): string => {
      const code = `late-${late.size + 1}`
      late.set(code, { expiresAt: now() + LATE_MS, isUsed: false })
      return `${baseUrl()}/bot/late?code=${code}`
    },
    /** What was said at late addresses. */
    saidLate,
    /** A picture as a member sends it to the bot; its address lives 5 min. */
    addBotPicture: (bytes: Buffer, aesKey: string): string => {
      const id = createHash('sha256').update(bytes).update(String(pictures.size)).digest('hex').slice(0, 20)
      pictures.set(id, { bytes: sealed(bytes, aesKey), expiresAt: now() + PICTURE_MS })
      return `${baseUrl()}/bot/media?id=${id}`
    },
    /** The encrypted id under which a bot may be told of a member. */
    hiddenIdOf: (userId: string): string => {
      const openUserId = `wo${createHash('sha256').update(userId).digest('hex').slice(0, 30)}`
      hidden.set(openUserId, contacts.member(userId).userId)
      return openUserId
    },
  }
}

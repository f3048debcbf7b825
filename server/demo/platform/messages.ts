import { createHash } from 'node:crypto'
import { checkCardBody, isInteractive } from './cards'
import type { Contacts, Recipients } from './contacts'
import { contentOf } from './content'
import { memberLimits } from './memberLimits'
import type { Outbox } from './outbox'
import type { ResponseCodes } from './responseCodes'
import { type Answer, type Handler, type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

export type MessageDesk = {
  agentId: number
  contacts: Contacts
  outbox: Outbox
  codes: ResponseCodes
  /** Cards that send clicks back are refused while the app has no callback address. */
  hasCallback: () => boolean
  now: () => number
}

const RECALL_MS = 24 * 3_600_000
const LONGEST_DUPLICATE_SECONDS = 14_400

const words = (json: Json, name: string): string => String(json[name] ?? '')
const joined = (ids: string[]): string => ids.join('|').toLowerCase()

const recipientsOf = (message: Json, contacts: Contacts): Recipients => {
  const [touser, toparty, totag] = [words(message, 'touser'), words(message, 'toparty'), words(message, 'totag')]
  if (!touser && !toparty && !totag) throw new PlatformRefusal(82001, 'touser, toparty and totag are all empty')
  if (touser.split('|').length > 1000) throw new PlatformRefusal(40032, 'more than 1000 userids')
  if (touser === '@all' && message.msgtype === 'miniprogram_notice')
    throw new PlatformRefusal(40058, '@all not supported')
  const recipients = contacts.resolve(touser, toparty, totag)
  if (recipients.userIds.length === 0) throw new PlatformRefusal(81013, 'user & party & tag all invalid')
  return recipients
}

/** Remembers requests by content; true when the same one was sent inside the interval that the request names. */
const duplicateCheck = (now: () => number): ((message: Json) => boolean) => {
  const sentAt = new Map<string, number>()
  return message => {
    const { enable_duplicate_check: isOn, duplicate_check_interval: seconds = 1800, ...rest } = message
    if (isOn !== 1) return false
    const key = createHash('sha256').update(JSON.stringify(rest)).digest('hex')
    const intervalMs = Math.min(Number(seconds), LONGEST_DUPLICATE_SECONDS) * 1000
    const last = sentAt.get(key)
    if (last !== undefined && now() - last < intervalMs) return true
    sentAt.set(key, now())
    return false
  }
}

/** message/send, update_template_card and recall, protocol sections 4.1 to 4.4. */
export const messageDesk = (desk: MessageDesk): Routes => {
  const { agentId, contacts, outbox, codes, hasCallback, now } = desk
  const reaches = memberLimits(now)
  const isDuplicate = duplicateCheck(now)
  const taskIds = new Set<string>()
  const sentAt = new Map<string, number>()

  const checkAgent = (body: Json): void => {
    if (body.agentid === undefined) throw new PlatformRefusal(41011, 'missing agentid')
    if (body.agentid !== agentId) throw new PlatformRefusal(40056, 'invalid agentid')
  }

  const record = (messageId: string, userIds: string[], kind: string, content: Json, isRepeat: boolean): void => {
    for (const userId of userIds) {
      const outcome = isRepeat ? 'duplicate' : reaches(userId) ? 'delivered' : 'dropped'
      const taskId = content.task_id === undefined ? null : String(content.task_id)
      const card = kind === 'template_card' ? { taskId, card: content, replacedButton: null } : null
      outbox.add({ at: now(), outcome, userId, messageId, kind, content, card })
    }
  }

  const send: Handler = asked => {
    const message = jsonOf(asked)
    checkAgent(message)
    const { kind, content } = contentOf(message)
    const isClickable = kind === 'template_card' && isInteractive(content)
    if (isClickable && !hasCallback()) throw new PlatformRefusal(43012, 'callback url not set')
    const { userIds, invalidUserIds, invalidPartyIds, invalidTagIds } = recipientsOf(message, contacts)
    const isRepeat = isDuplicate(message)
    const taskId = kind === 'template_card' && content.task_id !== undefined ? String(content.task_id) : null
    if (taskId !== null && !isRepeat && taskIds.has(taskId)) throw new PlatformRefusal(42014, 'task_id repeats')
    if (taskId !== null) taskIds.add(taskId)
    const messageId = `MSG-${String(sentAt.size + 1).padStart(6, '0')}`
    sentAt.set(messageId, now())
    record(messageId, userIds, kind, content, isRepeat)
    return ok({
      ...(invalidUserIds.length > 0 && { invaliduser: joined(invalidUserIds) }),
      ...(invalidPartyIds.length > 0 && { invalidparty: joined(invalidPartyIds) }),
      ...(invalidTagIds.length > 0 && { invalidtag: joined(invalidTagIds) }),
      msgid: messageId,
      ...(isClickable && { response_code: codes.issue(messageId) }),
    })
  }

  const update: Handler = (asked): Answer => {
    const body = jsonOf(asked)
    checkAgent(body)
    const userIds = Array.isArray(body.userids) ? body.userids.map(String) : []
    if (userIds.length === 0 && body.atall !== 1) throw new PlatformRefusal(82101, 'nobody to update')
    const newCard = body.template_card as Json | undefined
    const replacedButton = (body.button as Json | undefined)?.replace_name
    if (newCard) checkCardBody(newCard)
    else if (typeof replacedButton !== 'string' || replacedButton === '')
      throw new PlatformRefusal(42020, 'replace_name missing')
    const shown = outbox.delivered(codes.spend(words(body, 'response_code')))
    const wanted = new Set(userIds.map(userId => userId.toLowerCase()))
    const reached = shown.filter(line => body.atall === 1 || wanted.has(line.userId.toLowerCase()))
    for (const line of reached) {
      const taskId = line.card?.taskId ?? null
      const before = line.card?.card ?? {}
      line.card = { taskId, card: newCard ?? before, replacedButton: newCard ? null : String(replacedButton) }
      outbox.add({ ...line, at: now(), outcome: 'updated' })
    }
    const reachedIds = new Set(reached.map(line => line.userId.toLowerCase()))
    return ok({ invaliduser: [...wanted].filter(userId => !reachedIds.has(userId)) })
  }

  const recall: Handler = asked => {
    const messageId = words(jsonOf(asked), 'msgid')
    const at = sentAt.get(messageId)
    if (at === undefined) throw new PlatformRefusal(40058, 'invalid msgid')
    if (now() - at > RECALL_MS) throw new PlatformRefusal(42052, 'msgid expired')
    for (const line of outbox.delivered(messageId)) outbox.add({ ...line, at: now(), outcome: 'recalled' })
    return ok()
  }

  return {
    'POST /cgi-bin/message/send': send,
    'POST /cgi-bin/message/update_template_card': update,
    'POST /cgi-bin/message/recall': recall,
  }
}

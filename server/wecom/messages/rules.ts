import { appReaders } from './app/rules'
import { count, given, lowered, readBy, text } from './fields/rules'

/** A decrypted message as WeCom spells it: every scalar is a string, elements that repeat are lists. */
export type Fields = { [name: string]: FieldValue }
export type FieldValue = string | Fields | FieldValue[]

/** Who sent it and when. `from` is a userid, or `sys` for the platform itself. */
export type MessageOrigin = {
  from: string
  /** Epoch ms; null where the platform does not say. */
  sentAt: number | null
  /** The app, or null for contact-level events. */
  agentId: string | null
}

export type MemberChange = 'created' | 'updated' | 'deleted' | 'other'
export type CustomerChange = 'added' | 'halfAdded' | 'edited' | 'removedByMember' | 'removedByCustomer' | 'other'
export type ApprovalStatus = 'pending' | 'passed' | 'refused' | 'withdrawn' | 'withdrawnLate' | 'deleted' | 'paid'

/** Degrees, GCJ-02. */
type Place = { lat: number; lng: number; label: string }

export type MessageContent =
  | { kind: 'text'; content: string }
  | { kind: 'voice'; mediaId: string | null; format: string }
  | { kind: 'image'; mediaId: string | null; url: string }
  | { kind: 'video'; mediaId: string | null; url: string }
  | ({ kind: 'location' } & Place)
  | { kind: 'link'; title: string; description: string; url: string }
  | {
      kind: 'cardClick'
      taskId: string
      key: string
      cardType: string
      /** Good for one update of the card within 72 h. */
      responseCode: string | null
      /** Question key -> chosen option ids. */
      selected: Record<string, string[]>
    }
  | { kind: 'enterAgent' }
  | { kind: 'subscribed' }
  | { kind: 'unsubscribed' }
  | { kind: 'menuClick'; key: string }
  | { kind: 'menuView'; target: string }
  | { kind: 'codeScanned'; key: string; result: string; awaitsReply: boolean }
  /** Where the phone said it was when the chat opened: no proof of presence. */
  | ({ kind: 'placeReported' } & Place)
  | {
      kind: 'contactChanged'
      subject: 'member' | 'department' | 'tag'
      change: MemberChange
      /** userid, department id or tag id. */
      id: string
      newUserId: string | null
      /** 1 active, 2 disabled, 4 not activated, 5 left; null when unchanged. */
      status: number | null
    }
  | {
      kind: 'externalContactChanged'
      change: CustomerChange
      userId: string
      externalUserId: string
      state: string | null
      /** Lives 20 s, once. */
      welcomeCode: string | null
    }
  | {
      kind: 'externalChatChanged'
      chatId: string
      change: 'create' | 'update' | 'dismiss' | 'other'
      detail: string
      memberIds: string[]
      fromVersion: string | null
      toVersion: string | null
    }
  | { kind: 'kfMessages'; token: string; openKfId: string }
  | {
      kind: 'approvalChanged'
      /** `own` = our process (number is our own), `native` = the 审批 app. */
      engine: 'own' | 'native'
      number: string
      status: ApprovalStatus | null
      applicantId: string
      approvers: { userId: string; status: ApprovalStatus | null; remark: string }[]
    }
  /** The platform warns about the app itself: an administrator must see it. */
  | { kind: 'platformNotice'; name: string }
  | { kind: 'unknown'; name: string }

export type WecomMessage = MessageOrigin & MessageContent
export type Reader = (fields: Fields) => MessageContent

/** Turns the fields of an app's callback into what the product speaks of; what it does not know is kept by name, never refused. */
export const readMessage = (fields: Fields): WecomMessage => {
  const f = lowered(fields)
  const sentSeconds = count(f, 'createtime')
  return {
    from: text(f, 'fromusername'),
    sentAt: sentSeconds === null ? null : sentSeconds * 1000,
    agentId: given(f, 'agentid'),
    ...readBy(appReaders, text(f, 'msgtype'), f),
  }
}

const FRESH_WINDOW_MS = 10 * 60_000

/**
 * True when the callback's own timestamp (whole seconds, as in the query) lies within 10 min of `now` (epoch ms).
 * Retries carry a fresh one, so the window only has to bear the difference of two clocks.
 */
export const isFresh = (timestampSeconds: string, now: number): boolean =>
  /^\d{1,11}$/.test(timestampSeconds) && Math.abs(Number(timestampSeconds) * 1000 - now) <= FRESH_WINDOW_MS

/** A decrypted message as WeCom spells it: every scalar is a string, elements that repeat are lists. */
export type Fields = { [name: string]: FieldValue }
export type FieldValue = string | Fields | FieldValue[]

/** Who sent it and how to answer. `from` is a userid (`sys` for the platform itself; a bot may be given an encrypted one). */
export type MessageOrigin = {
  from: string
  /** Epoch ms; null where the platform does not say (bots). */
  sentAt: number | null
  /** The app, or null for contact-level events and bots. */
  agentId: string | null
  /** Set for an AI bot only: the group it was mentioned in, and the address for one late answer (1 h). */
  bot: { id: string; chatId: string | null; responseUrl: string | null } | null
}

export type MemberChange = 'created' | 'updated' | 'deleted' | 'other'
export type CustomerChange = 'added' | 'halfAdded' | 'edited' | 'removedByMember' | 'removedByCustomer' | 'other'
export type ApprovalStatus = 'pending' | 'passed' | 'refused' | 'withdrawn' | 'withdrawnLate' | 'deleted' | 'paid'

/** Degrees, GCJ-02. */
type Place = { lat: number; lng: number; label: string }

export type MessageContent =
  | { kind: 'text'; content: string }
  /** An app's voice brings bytes to fetch, a bot's the platform's own transcript. */
  | { kind: 'voice'; mediaId: string | null; format: string; transcript: string | null }
  | { kind: 'image'; mediaId: string | null; url: string }
  | { kind: 'video'; mediaId: string | null; url: string }
  | { kind: 'file'; url: string }
  | { kind: 'mixed'; content: string; imageUrls: string[] }
  | ({ kind: 'location' } & Place)
  | { kind: 'link'; title: string; description: string; url: string }
  | {
      kind: 'cardClick'
      taskId: string
      key: string
      cardType: string
      /** Good for one update of the card within 72 h; bots have none. */
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
  | { kind: 'streamRefresh'; streamId: string }
  /** The platform warns about the app itself: an administrator must see it. */
  | { kind: 'platformNotice'; name: string }
  | { kind: 'unknown'; name: string }

export type WecomMessage = MessageOrigin & MessageContent
type Reader = (fields: Fields) => MessageContent

const text = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
const given = (fields: Fields, name: string): string | null => text(fields, name) || null
const count = (fields: Fields, name: string): number | null =>
  /^\d+$/.test(text(fields, name)) ? Number(text(fields, name)) : null
const child = (fields: Fields, name: string): Fields => {
  const value = fields[name]
  return typeof value === 'object' && !Array.isArray(value) ? value : {}
}
const list = (fields: Fields, name: string): FieldValue[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}
const records = (fields: Fields, name: string): Fields[] =>
  list(fields, name).filter((item): item is Fields => typeof item === 'object' && !Array.isArray(item))
const strings = (fields: Fields, name: string): string[] => list(fields, name).filter(item => typeof item === 'string')

/** Sources spell ItemUserId and ItemUserid, approverstep and ApproverStep: names are compared without case. */
const lowered = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), loweredValue(value)]))
const loweredValue = (value: FieldValue): FieldValue => {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(loweredValue) : lowered(value)
}

const place = (kind: 'location' | 'placeReported', lat: string, lng: string, label: string): MessageContent => {
  const [latitude, longitude] = [Number.parseFloat(lat), Number.parseFloat(lng)]
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isOnEarth ? { kind, lat: latitude, lng: longitude, label } : { kind: 'unknown', name: kind }
}

const selection = (items: Fields[], key: string, options: string, option: string): Record<string, string[]> =>
  Object.fromEntries(items.map(item => [text(item, key), strings(child(item, options), option)]))

const cardClick: Reader = f => ({
  kind: 'cardClick',
  taskId: text(f, 'taskid'),
  key: text(f, 'eventkey'),
  cardType: text(f, 'cardtype'),
  responseCode: given(f, 'responsecode'),
  selected: selection(records(child(f, 'selecteditems'), 'selecteditem'), 'questionkey', 'optionids', 'optionid'),
})

const memberChanges: Record<string, MemberChange> = { create: 'created', update: 'updated', delete: 'deleted' }
const contactSubjects = { user: 'member', party: 'department', tag: 'tag' } as const

const contactChanged: Reader = f => {
  const [verb = '', noun = ''] = text(f, 'changetype').split('_')
  const subject = contactSubjects[noun as keyof typeof contactSubjects]
  if (!subject) return { kind: 'unknown', name: `change_contact.${text(f, 'changetype')}` }
  return {
    kind: 'contactChanged',
    subject,
    change: memberChanges[verb] ?? 'other',
    id: text(f, { member: 'userid', department: 'id', tag: 'tagid' }[subject]),
    newUserId: given(f, 'newuserid'),
    status: count(f, 'status'),
  }
}

const customerChanges: Record<string, CustomerChange> = {
  add_external_contact: 'added',
  add_half_external_contact: 'halfAdded',
  edit_external_contact: 'edited',
  del_external_contact: 'removedByMember',
  del_follow_user: 'removedByCustomer',
}
const chatChanges = { create: 'create', update: 'update', dismiss: 'dismiss' } as const

const approvalStatuses: Record<string, ApprovalStatus> = {
  1: 'pending',
  2: 'passed',
  3: 'refused',
  4: 'withdrawn',
  6: 'withdrawnLate',
  7: 'deleted',
  10: 'paid',
}
const approvalStatus = (code: string): ApprovalStatus | null => approvalStatuses[code] ?? null

const ownApproval: Reader = f => {
  const info = child(f, 'approvalinfo')
  const nodes = records(child(info, 'approvalnodes'), 'approvalnode')
  return {
    kind: 'approvalChanged',
    engine: 'own',
    number: text(info, 'thirdno'),
    status: approvalStatus(text(info, 'openspstatus')),
    applicantId: text(info, 'applyuserid'),
    approvers: nodes
      .flatMap(node => records(child(node, 'items'), 'item'))
      .map(item => ({
        userId: text(item, 'itemuserid'),
        status: approvalStatus(text(item, 'itemstatus')),
        remark: text(item, 'itemspeech'),
      })),
  }
}

const nativeApproval: Reader = f => {
  const info = child(f, 'approvalinfo')
  return {
    kind: 'approvalChanged',
    engine: 'native',
    number: text(info, 'spno'),
    status: approvalStatus(text(info, 'spstatus')),
    applicantId: text(child(info, 'applyer'), 'userid'),
    approvers: [],
  }
}

const scanned =
  (awaitsReply: boolean): Reader =>
  f => ({
    kind: 'codeScanned',
    key: text(f, 'eventkey'),
    result: text(child(f, 'scancodeinfo'), 'scanresult'),
    awaitsReply,
  })
const viewed: Reader = f => ({ kind: 'menuView', target: text(f, 'eventkey') })
const notice: Reader = f => ({ kind: 'platformNotice', name: text(f, 'event') })

const eventReaders: Record<string, Reader> = {
  subscribe: () => ({ kind: 'subscribed' }),
  unsubscribe: () => ({ kind: 'unsubscribed' }),
  enter_agent: () => ({ kind: 'enterAgent' }),
  location: f => place('placeReported', text(f, 'latitude'), text(f, 'longitude'), ''),
  click: f => ({ kind: 'menuClick', key: text(f, 'eventkey') }),
  view: viewed,
  view_miniprogram: viewed,
  scancode_push: scanned(false),
  scancode_waitmsg: scanned(true),
  location_select: f => {
    const sent = child(f, 'sendlocationinfo')
    return place('location', text(sent, 'location_x'), text(sent, 'location_y'), text(sent, 'label'))
  },
  template_card_event: cardClick,
  template_card_menu_event: cardClick,
  change_contact: contactChanged,
  open_approval_change: ownApproval,
  sys_approval_change: nativeApproval,
  change_external_contact: f => ({
    kind: 'externalContactChanged',
    change: customerChanges[text(f, 'changetype')] ?? 'other',
    userId: text(f, 'userid'),
    externalUserId: text(f, 'externaluserid'),
    state: given(f, 'state'),
    welcomeCode: given(f, 'welcomecode'),
  }),
  change_external_chat: f => ({
    kind: 'externalChatChanged',
    chatId: text(f, 'chatid'),
    change: chatChanges[text(f, 'changetype') as keyof typeof chatChanges] ?? 'other',
    detail: text(f, 'updatedetail'),
    memberIds: strings(child(f, 'memchangelist'), 'item'),
    fromVersion: given(f, 'lastmemver'),
    toVersion: given(f, 'curmemver'),
  }),
  kf_msg_or_event: f => ({ kind: 'kfMessages', token: text(f, 'token'), openKfId: text(f, 'openkfid') }),
  share_agent_change: notice,
  inactive_alert: notice,
  close_inactive_agent: notice,
  reopen_inactive_agent: notice,
  low_active_alert: notice,
  low_active: notice,
  active_restored: notice,
}

const appReaders: Record<string, Reader> = {
  text: f => ({ kind: 'text', content: text(f, 'content') }),
  image: f => ({ kind: 'image', mediaId: given(f, 'mediaid'), url: text(f, 'picurl') }),
  voice: f => ({ kind: 'voice', mediaId: given(f, 'mediaid'), format: text(f, 'format'), transcript: null }),
  video: f => ({ kind: 'video', mediaId: given(f, 'mediaid'), url: '' }),
  location: f => place('location', text(f, 'location_x'), text(f, 'location_y'), text(f, 'label')),
  link: f => ({ kind: 'link', title: text(f, 'title'), description: text(f, 'description'), url: text(f, 'url') }),
  event: f => readBy(eventReaders, text(f, 'event').toLowerCase(), f),
}

/** `event` of a bot, protocol section 9.1. */
const botEventReaders: Record<string, Reader> = {
  enter_chat: () => ({ kind: 'enterAgent' }),
  template_card_event: event => {
    const click = child(event, 'template_card_event')
    return {
      kind: 'cardClick',
      taskId: text(click, 'task_id'),
      key: text(click, 'event_key'),
      cardType: text(click, 'card_type'),
      responseCode: null,
      selected: selection(
        records(child(click, 'selected_items'), 'selected_item'),
        'question_key',
        'option_ids',
        'option_id',
      ),
    }
  },
}

const botReaders: Record<string, Reader> = {
  text: f => ({ kind: 'text', content: text(child(f, 'text'), 'content') }),
  voice: f => ({ kind: 'voice', mediaId: null, format: '', transcript: given(child(f, 'voice'), 'content') }),
  image: f => ({ kind: 'image', mediaId: null, url: text(child(f, 'image'), 'url') }),
  video: f => ({ kind: 'video', mediaId: null, url: text(child(f, 'video'), 'url') }),
  file: f => ({ kind: 'file', url: text(child(f, 'file'), 'url') }),
  mixed: f => {
    const items = records(child(f, 'mixed'), 'msg_item')
    const words = items.map(item => text(child(item, 'text'), 'content'))
    const imageUrls = items.map(item => text(child(item, 'image'), 'url'))
    return { kind: 'mixed', content: words.filter(Boolean).join('\n'), imageUrls: imageUrls.filter(Boolean) }
  },
  stream: f => ({ kind: 'streamRefresh', streamId: text(child(f, 'stream'), 'id') }),
  event: f => readBy(botEventReaders, text(child(f, 'event'), 'eventtype'), child(f, 'event')),
}

const readBy = (readers: Record<string, Reader>, name: string, fields: Fields): MessageContent => {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
  return reader ? reader(fields) : { kind: 'unknown', name }
}

/** Turns WeCom's fields (app or AI bot) into what the product speaks of; what it does not know is kept by name, never refused. */
export const readMessage = (fields: Fields): WecomMessage => {
  const f = lowered(fields)
  const botId = given(f, 'aibotid')
  if (botId !== null) {
    const bot = { id: botId, chatId: given(f, 'chatid'), responseUrl: given(f, 'response_url') }
    const origin = { from: text(child(f, 'from'), 'userid'), sentAt: null, agentId: null, bot }
    return { ...origin, ...readBy(botReaders, text(f, 'msgtype'), f) }
  }
  const sentSeconds = count(f, 'createtime')
  return {
    from: text(f, 'fromusername'),
    sentAt: sentSeconds === null ? null : sentSeconds * 1000,
    agentId: given(f, 'agentid'),
    bot: null,
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

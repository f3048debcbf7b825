import { child, count, given, place, readBy, records, selection, strings, text } from '../fields/rules'
import type { ApprovalStatus, CustomerChange, MemberChange, Reader } from '../rules'

export const cardClick: Reader = f => ({
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

export const appReaders: Record<string, Reader> = {
  text: f => ({ kind: 'text', content: text(f, 'content') }),
  image: f => ({ kind: 'image', mediaId: given(f, 'mediaid'), url: text(f, 'picurl') }),
  voice: f => ({ kind: 'voice', mediaId: given(f, 'mediaid'), format: text(f, 'format') }),
  video: f => ({ kind: 'video', mediaId: given(f, 'mediaid'), url: '' }),
  location: f => place('location', text(f, 'location_x'), text(f, 'location_y'), text(f, 'label')),
  link: f => ({ kind: 'link', title: text(f, 'title'), description: text(f, 'description'), url: text(f, 'url') }),
  event: f => readBy(eventReaders, text(f, 'event').toLowerCase(), f),
}

import type { Role } from '../kernel/roles'

export const statuses = [
  'draft',
  'open',
  'assigned',
  'accepted',
  'travelling',
  'working',
  'waiting',
  'awaiting_acceptance',
  'completed',
  'closed',
  'cancelled',
] as const
export type Status = (typeof statuses)[number]

export const statusNames: Record<Status, string> = {
  draft: '草稿',
  open: '待派单',
  assigned: '待接单',
  accepted: '已接单',
  travelling: '已出发',
  working: '处理中',
  waiting: '等待',
  awaiting_acceptance: '待验收',
  completed: '已完成',
  closed: '已归档',
  cancelled: '已取消',
}

/** What the customer reads. */
export const statusForCustomer: Record<Status, string> = {
  draft: '正在登记',
  open: '已受理，正在安排师傅',
  assigned: '已安排师傅，等待确认',
  accepted: '师傅已接单',
  travelling: '师傅已出发',
  working: '师傅正在处理',
  waiting: '处理暂停，等待中',
  awaiting_acceptance: '已处理完，请您确认',
  completed: '已完成',
  closed: '已完成',
  cancelled: '已取消',
}

export const waitReasons = ['parts', 'customer', 'approval', 'other'] as const
export type WaitReason = (typeof waitReasons)[number]
export const waitReasonNames: Record<WaitReason, string> = {
  parts: '等配件',
  customer: '等客户',
  approval: '等审批',
  other: '其他',
}

/** A reason as people read it: those of waiting by name, any other as it was written. */
export const reasonWords = (reason: string): string =>
  Object.hasOwn(waitReasonNames, reason) ? waitReasonNames[reason as WaitReason] : reason

/** Whoever the ticket is assigned to; everything else in `by` is a role. */
type Who = Role | 'assignee' | 'system'

type Transition = {
  name: string
  from: readonly Status[]
  to: Status
  by: readonly Who[]
  needsReason?: true
  /** Told to the customer on the timeline, in plain words. */
  customerReads?: string
}

const desk = ['dispatcher', 'manager', 'admin', 'system'] as const
const front = ['sales', ...desk] as const

/**
 * The one table of the ticket's life: who may do what from where (domain rules, section 1).
 * A declined ticket goes back to `open`: declining is an event, not a state; so does a reopened one.
 */
export const transitions = {
  submit: { name: '提交', from: ['draft'], to: 'open', by: front, customerReads: '您的报修已受理' },
  assign: {
    name: '派单',
    from: ['open', 'assigned', 'accepted', 'travelling', 'waiting'],
    to: 'assigned',
    by: ['provider', ...desk],
    customerReads: '已为您安排师傅',
  },
  accept: { name: '接单', from: ['assigned'], to: 'accepted', by: ['assignee'], customerReads: '{actor}已接单' },
  decline: { name: '退回', from: ['assigned', 'accepted'], to: 'open', by: ['assignee'], needsReason: true },
  /** Whoever had it is no longer there: the ticket waits for somebody else. */
  release: {
    name: '收回',
    from: ['assigned', 'accepted', 'travelling', 'working', 'waiting'],
    to: 'open',
    by: ['system'],
    needsReason: true,
  },
  depart: { name: '出发', from: ['accepted'], to: 'travelling', by: ['assignee'], customerReads: '{actor}已出发' },
  arrive: {
    name: '签到',
    from: ['accepted', 'travelling', 'waiting'],
    to: 'working',
    by: ['assignee'],
    customerReads: '{actor}已到达，开始处理',
  },
  pause: {
    name: '暂停',
    from: ['working'],
    to: 'waiting',
    by: ['assignee'],
    needsReason: true,
    customerReads: '处理暂停：{reason}',
  },
  resume: { name: '继续', from: ['waiting'], to: 'working', by: ['assignee'], customerReads: '继续处理' },
  finish: {
    name: '完工',
    from: ['working'],
    to: 'awaiting_acceptance',
    by: ['assignee'],
    customerReads: '已处理完，请您确认',
  },
  confirm: {
    name: '验收',
    from: ['awaiting_acceptance'],
    to: 'completed',
    by: ['customer', ...front],
    customerReads: '已确认完成，感谢您的信任',
  },
  close: { name: '归档', from: ['completed'], to: 'closed', by: ['finance', ...desk] },
  cancel: {
    name: '取消',
    from: ['draft', 'open', 'assigned', 'accepted', 'travelling', 'waiting'],
    to: 'cancelled',
    by: ['customer', ...front],
    needsReason: true,
    customerReads: '工单已取消',
  },
  reopen: {
    name: '重新打开',
    from: ['awaiting_acceptance', 'completed', 'closed', 'cancelled'],
    to: 'open',
    by: ['customer', ...front],
    needsReason: true,
    customerReads: '已重新打开，我们会尽快安排',
  },
} as const satisfies Record<string, Transition>

export type Move = keyof typeof transitions
export const moves = Object.keys(transitions) as Move[]

export const transitionOf = (move: Move): Transition => transitions[move]

/** Somebody has the ticket in hand. */
export const movingStatuses: readonly Status[] = ['accepted', 'travelling', 'working', 'waiting']

/** States in which a clock still runs or somebody still has something to do. */
export const openStatuses: readonly Status[] = statuses.filter(
  status => !['completed', 'closed', 'cancelled'].includes(status),
)

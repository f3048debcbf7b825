import type { Move, Status } from '../../../../shared/tickets/life'
import { transitionOf } from '../../../../shared/tickets/life'

export const words = {
  title: '工单',
  searchHint: '单号、标题、客户、电话后四位',
  mine: '只看我的',
  anyPriority: '紧急程度',
  anyEngineer: '工程师',
  sorts: { newest: '最新建单', urgent: '最急在前', updated: '最近更新' },
  clear: '清空条件',
  columns: { ticket: '工单', status: '状态', customer: '客户', engineer: '工程师', last: '最近进展', updated: '更新' },
  noEngineer: '未派单',
  noneFound: '没有符合条件的工单',
  noneFoundSays: '换个条件，或清空搜索再看。',
  more: '加载更多',
  all: '已全部显示',
  tabs: { progress: '进展', money: '结算', dispatch: '派单', visits: '上门', clocks: '时效', flow: '流程' },
  answers: '工单内容',
  named: '已选择',
  facts: {
    customer: '客户',
    contact: '联系人',
    address: '地址',
    device: '设备',
    engineer: '工程师',
    appointment: '预约',
    createdBy: '建单',
    description: '问题描述',
  },
  inWarranty: '保修期内',
  outOfWarranty: '已过保',
  nudged: (times: number) => `催 ×${times}`,
  noClocks: '还没有开始计时',
  escalated: '催办记录',
  takeOn: '我来处理',
  takenOn: '已接手，后面的催办暂停',
  acknowledgedBy: (name: string) => `${name} 已说「我来处理」，后面的催办暂停`,
  clockUsed: (used: string, target: string) => `已用 ${used} / ${target}`,
  clockDue: (at: string) => `${at} 到期`,
  intervals: { start: '开始', pause: '暂停', resume: '继续', stop: '停止' },
  reopened: (times: number) => `重新打开过 ${times} 次`,
  trackPage: '进度链接',
  openTrackPage: '打开客户看到的页面',
  reason: '原因',
  reasonHint: '写清原因，时间线上会看到',
  commentHint: '写给同事或客户的话',
  send: '发送',
  audiences: { internal: '内部可见', customer: '客户也能看到' },
  customerReads: '客户可见',
  total: '合计',
  notSettled: '还没有结算',
  notSettledSays: '验收之后按规则自动算出每一笔钱。',
  notDispatched: '还没有派单记录',
  notVisited: '还没有上门',
  notVisitedSays: '工程师扫码签到后，时间和位置会记录在这里。',
  worked: '计时',
  stillThere: '进行中',
  parts: '用料',
  keepOpen: '再想想',
}

/** What will happen, for every move that cannot simply be taken back. */
export const consequences: Partial<Record<Move, string>> = {
  cancel: '取消后工程师不再上门，客户的进度页会显示已取消。',
  reopen: '重新打开后工单回到待派单，会重新安排工程师。',
  close: '归档后工单不再变动。',
  confirm: '确认后工单完成，并开始结算。',
}

/** On a button beside another that closes the question, 取消 alone could mean either. */
export const buttonFor = (move: Move, status: Status): string => (move === 'cancel' ? '取消工单' : nameOf(move, status))

export const nameOf = (move: Move, status: Status): string =>
  move === 'assign' && status !== 'open' ? '改派' : transitionOf(move).name

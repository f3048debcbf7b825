import { type WaitReason, waitReasonNames } from '../../shared/tickets/life'
import type { Unsent } from '../lib/outbox/store'

export const words = {
  dayTitle: '今日',
  visitTitle: '上门',
  onDuty: '上班接单',
  offDuty: '下班休息',
  toAccept: '待接单',
  today: '进行中',
  none: '今天没有安排',
  noneSays: '有新派单时会出现在这里，也会发企业微信消息给您。',
  startNext: '开始下一单',
  goOn: '继续处理中的工单',
  navigate: '导航',
  dial: '打电话',
  accept: '接单',
  depart: '出发',
  arrive: '签到',
  arriveTitle: '扫码签到',
  arriveSays: '扫设备或现场张贴的码，或请客户出示到访码。扫不了可以直接输入。',
  code: '签到码',
  locating: '正在定位',
  worked: '已用时',
  pausedFor: '已暂停',
  pause: '暂停',
  pauseTitle: '暂停计时',
  pauseSays: '暂停期间不计工时，客户会看到原因。',
  note: '补充说明',
  resume: '继续',
  finish: '签退并完工',
  finishTitle: '签退并完工',
  finishSays: '签退后停止计时，请客户验收。',
  finishForm: '完工填写',
  summary: '处理结果',
  summaryHint: '做了什么，设备现在怎样',
  photos: '现场照片',
  photosSays: '完工时一起保存到工单。',
  parts: '使用配件',
  addPart: '添加配件',
  noParts: '没有用到配件',
  placeUnknown: '没有取得位置，签到后会标记待核对',
  marks: '待核对',
  finished: '已完工，等待客户验收',
  left: '上次上门已结束',
  openTicket: '工单详情',
  workedMinutes: (words: string) => `工时 ${words}`,
  checkedIn: (time: string) => `${time} 签到`,
  unsent: (count: number) => `${count} 项还没有送达，联网后自动发送`,
  sendNow: '立即发送',
  conflictTitle: (number: string) => `${number} 有内容没有送达`,
  conflictSays: '下面的内容都还保存在这部手机上。请联系调度，或复制后发给现在的负责人。',
  sendAgain: '再发一次',
  copy: '复制',
  copied: '已复制，可以粘贴到聊天里',
  leave: '放弃',
  leaveSays: (count: number) => `放弃后，这 ${count} 项会从手机上删除，无法找回。`,
  stepNames: {
    accept: '接单',
    depart: '出发',
    arrive: '签到',
    pause: '暂停',
    resume: '继续',
    attach: '现场照片',
    fill: '完工填写',
    finish: '签退并完工',
    file: '一个照片或文件',
  } satisfies Record<Unsent['kind'], string>,
}

/** What was said with a step, as one line to read or to copy. */
export const saidIn = ({ kind, input }: Unsent): string => {
  const { summary, parts, reason, note } = input as {
    summary?: string
    parts?: { sku: string; quantity: number }[]
    reason?: WaitReason
    note?: string
  }
  if (kind === 'pause') return [reason && waitReasonNames[reason], note].filter(Boolean).join('：')
  if (kind !== 'finish') return ''
  return [summary, ...(parts ?? []).map(({ sku, quantity }) => `${sku} × ${quantity}`)].filter(Boolean).join('，')
}

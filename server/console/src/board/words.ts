import { movingStatuses, type Status } from '../../../../shared/tickets/life'

export const words = {
  title: '看板',
  overdue: '超时未处理',
  urgent: '最急的工单',
  recent: '刚有进展',
  all: '全部',
  none: '没有进行中的工单',
  noneSays: '从企业微信建一张工单，它会立刻出现在这里。',
  stages: '工单分布',
}

/** The four figures that a dispatcher watches; overdue stands before them. */
export const figures: readonly { name: string; status: readonly Status[] }[] = [
  { name: '待派单', status: ['open'] },
  { name: '待接单', status: ['assigned'] },
  { name: '处理中', status: movingStatuses },
  { name: '待验收', status: ['awaiting_acceptance'] },
]

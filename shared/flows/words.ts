import type { ownerStates, stepStates } from './runs'

export const stepStateNames: Record<(typeof stepStates)[number], string> = {
  active: '进行中',
  done: '完成',
  approved: '已同意',
  refused: '未同意',
  skipped: '跳过',
  withdrawn: '已撤回',
}

export const ownerStateNames: Record<(typeof ownerStates)[number], string> = {
  waiting: '待处理',
  approved: '已同意',
  refused: '未同意',
  done: '已完成',
  released: '不需处理',
}

/** What may be done at a node, and what stands beside it, alike on every screen. */
export const stepWords = {
  mine: '等我处理',
  approve: '同意',
  refuse: '不同意',
  complete: '完成',
  withdraw: '撤回',
  urge: '催办',
  urgeDone: '已催办',
  urged: '有人催办',
  asked: (name: string) => `${name}提出`,
  until: (at: string) => `等到 ${at}`,
}

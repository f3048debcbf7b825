export const words = {
  late: '超时和快超时',
  lateSays: '先到期的在前',
  waits: '卡在哪里',
  waitsSays: (counted: number, isWhole: boolean) => (isWhole ? `在办 ${counted} 张` : `先到期的 ${counted} 张`),
  anyClock: '全部时钟',
  columns: { ticket: '工单', due: '时效', where: '停在', who: '在谁手里', since: '已停留' },
  waitColumns: { where: '环节', count: '数量', overdue: '超时', median: '中位停留', longest: '最长停留' },
  nobody: '还没有人',
  none: '没有超时的工单',
  noneSays: '所有在办工单都在时限内。',
  noWaits: '没有在办工单',
  whichClock: '哪个时钟',
}

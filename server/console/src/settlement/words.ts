export const words = {
  title: '结算',
  columns: { settled: '结算时间', ticket: '工单', payee: '收款人', item: '项目', amount: '金额', why: '怎么算的' },
  round: (round: number) => `第 ${round} 轮`,
  version: (version: number) => `规则第 ${version} 版`,
  whichMonth: '哪个月的结算',
  anyMonth: '全部月份',
  none: '这个月没有结算',
  noneSays: '工单验收后会自动结算，每一笔都写明怎么算的。',
  sum: (count: number, money: string, hasMore: boolean) =>
    hasMore ? `已显示 ${count} 笔，合计 ${money}，还有更多` : `共 ${count} 笔，合计 ${money}`,
}

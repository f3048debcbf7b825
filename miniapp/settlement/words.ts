export const words = {
  earningsTitle: '我的结算',
  settledTitle: '结算明细',
  month: (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
  earlier: '上个月',
  later: '下个月',
  total: '本月合计',
  totalSoFar: '已加载合计',
  tickets: (count: number) => `${count} 单`,
  none: '这个月还没有结算',
  noneSays: '工单验收后，费用会逐条出现在这里，并写明怎么算的。',
  noneForFinance: '工单验收后，费用会逐条出现在这里。',
  rework: (round: number) => `第 ${round} 次结算`,
}

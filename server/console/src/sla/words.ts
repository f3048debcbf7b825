export const words = {
  title: '时效',
  says: '每张工单的响应、到场、解决和节点时钟，按工作日历精确计算。',
  tabs: { board: '超时看板', policies: '时效策略', calendars: '工作日历', ladder: '催办阶梯', try: '试算' },
}

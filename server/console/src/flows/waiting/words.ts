export const words = {
  title: '等我处理',
  none: '没有等您处理的节点',
  columns: { ticket: '工单', node: '节点', asked: '谁提出', since: '已等' },
  urged: '有人催办',
  more: '再看一些',
}

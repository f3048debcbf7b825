export const words = {
  none: '没有等您处理的节点',
  noneSays: '流程走到您这里的审批、会签和任务会出现在这里。',
  columns: { ticket: '工单', node: '节点', asked: '谁提出', since: '已等' },
}

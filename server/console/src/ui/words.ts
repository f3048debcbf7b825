export const words = {
  again: '再试一次',
  more: '加载更多',
  leaveAsk: '不保存就关闭？',
  leaveSays: '这里的修改还没有保存，关闭后会丢失。',
  leave: '放弃修改',
  stay: '继续编辑',
  all: (count: number) => `已全部显示，共 ${count} 条`,
}

export const words = {
  title: '失败任务',
  says: '多次尝试仍未成功的后台工作，例如发消息。排除原因后可以重新执行。',
  columns: { task: '任务', attempts: '尝试', error: '最后一次的原因', failed: '失败时间', act: '' },
  none: '没有失败任务',
  noneSays: '后台工作都已完成。',
  replay: '重新执行',
  replayAsk: '重新执行这项任务？',
  replaySays: '会立刻再试一次；如果仍然失败，会再次出现在这里。',
  replayed: '已重新执行',
  keep: '再想想',
  times: (count: number) => `${count} 次`,
}

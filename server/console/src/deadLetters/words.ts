/** What fails, by the first word of who does it. */
const tasks: Record<string, string> = {
  attendance: '同步考勤',
  automation: '自动化规则',
  bot: '智能机器人回复',
  checkins: '签到和签退',
  dispatch: '自动派单',
  escalation: '逐级催办',
  flows: '流程',
  kf: '微信客服会话',
  notify: '通知同事',
  reach: '短信和电话',
  redAlerts: '红色预警',
  robot: '群机器人消息',
  session: '退出登录',
  settlement: '结算',
  sla: '时效计时',
  tickets: '工单',
  tile: '工作台卡片',
  upkeep: '清理旧数据',
  wechat: '客户的微信通知',
  wecom: '企业微信消息和通讯录',
}

export const taskWords = (subscriber: string): string => tasks[subscriber.split('.')[0] ?? ''] ?? '后台任务'

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
  trace: (subscriber: string, event: string) => `日志编号 ${subscriber} · ${event}`,
  times: (count: number) => `${count} 次`,
}

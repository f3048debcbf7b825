export const words = {
  title: '告警',
  says: '需要管理员到企业微信后台处理的问题。处理后点「已处理」，积压的消息会马上继续发送。',
  columns: { what: '问题和办法', count: '次数', last: '最近一次', act: '' },
  none: '没有告警',
  noneSays: '和企业微信的连接一切正常。',
  clear: '已处理',
  clearAsk: '问题已经处理好了吗？',
  clearSays: '如果问题还在，告警会再次出现。',
  cleared: '已标记为处理好',
  keep: '再想想',
}

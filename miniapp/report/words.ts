export const words = {
  title: '报修',
  which: '哪台设备',
  what: '需要什么服务',
  words: '说说情况',
  wordsHint: '例如：空调不制冷，外机有异响',
  photos: '拍照',
  when: '希望上门时间',
  optional: '补充更多（选填）',
  send: '提交',
  missing: '请说说情况，一句话就可以',
  noService: '暂时不能在线报修',
  noServiceSays: '请联系客服。',
}

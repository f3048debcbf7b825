export const words = {
  title: '选择身份',
  lead: '以谁的身份看',
  explain: '这是演示公司，每个人看到的和能做的都不同。选一位进去看看，随时可以换。',
  staff: '公司成员',
  customers: '客户',
  unknown: (as: string) => `没有「${as}」这个身份，请在下面选一位。`,
  missingTitle: '派单',
  missing: '没有这个页面',
  missingSays: '链接可能不完整或已失效。您可以从工作台重新进入。',
}

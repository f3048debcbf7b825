export const words = {
  title: '选择身份',
  lead: '以谁的身份看',
  explain: '这是演示公司，每个人看到的和能做的都不同。选一位进去看看，随时可以换。',
  staff: '公司成员',
  customers: '客户',
}

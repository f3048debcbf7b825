export const words = {
  unreadable: (text: string) => `「${text}」附近看不懂，请检查`,
  expected: (sign: string) => `这里缺少 ${sign}`,
  unfinished: '公式还没有写完',
  noField: (name: string) => `没有「${name}」这个字段`,
  noFunction: (name: string) => `没有「${name}」这个函数`,
  placeholder: '如：「数量」 × 「单价」 + 50',
  insertField: '插入字段',
  insertFunction: '插入函数',
  says: '用 + - × ÷ 和括号；字段写在「」里。',
  onlyJson: '这个公式只能在高级里修改',
  simple: '写公式',
  expert: '高级（JSON）',
}

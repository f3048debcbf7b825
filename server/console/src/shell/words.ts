export const words = {
  product: '派单',
  console: '管理台',
  changePerson: '换个身份',
  loginTitle: '以谁的身份进入',
  loginSays: '这是演示公司。每个人看到的和能做的都不同，选一位进去看看，随时可以换。',
  enterFromWecom: '请从企业微信工作台打开管理台',
  enterFromWecomSays: '管理台用企业微信的身份登录，请在「工作台」里打开「派单」。',
  noPage: '您的角色没有管理台页面',
  noPageSays: '如有需要，请联系管理员调整角色。',
  shortcuts: '快捷键',
  shortcutList: [
    ['j / k', '下一张、上一张工单'],
    ['Enter', '打开选中的工单'],
    ['/', '搜索'],
    ['Esc', '关闭详情'],
    ['?', '显示快捷键'],
  ],
}

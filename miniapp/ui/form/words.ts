export const words = {
  restored: '已恢复上次未提交的内容',
  startOver: '重新填写',
  stillSending: '还有文件正在上传，请稍候再提交',
  problemsLeft: (count: number) => `还有 ${count} 项需要填写或修改`,
}

/** What will happen, for every move that cannot simply be taken back. */
export const consequences = {
  decline: '退回后这张工单会回到待派单，由调度重新安排。',
  cancel: '取消后工程师不再上门，客户会收到通知，进度页显示已取消。',
  reopen: '重新打开后工单回到待派单，会重新安排工程师。',
  close: '归档后工单不再变动。',
  confirm: '确认后工单完成，并开始结算。',
}

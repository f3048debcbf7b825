export const words = {
  title: '流程',
  says: '工单按模板的流程走；没有自己流程的模板走标准五步：受理、分诊、处理、反馈、回访。',
}

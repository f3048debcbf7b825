import type { ActionName, TemplateAction } from './actions'

/** One action as the designer shows it. */
export type ActionRecord<Name extends ActionName = ActionName> = {
  action: Name
  sign: string
  /** `{targets}` and the like are its settings. */
  phrase: string
  /** Changes the form, speaks to whoever fills it in, or takes effect on the ticket. */
  shelf: '表单' | '提醒' | '工单'
  example: Extract<TemplateAction, { action: Name }>
}

type ActionTable = { readonly [Name in ActionName]: Omit<ActionRecord<Name>, 'action'> }

const table: ActionTable = {
  show: { sign: '显示', phrase: '显示 {targets}', shelf: '表单', example: { action: 'show', targets: ['faultCode'] } },
  hide: { sign: '隐藏', phrase: '隐藏 {targets}', shelf: '表单', example: { action: 'hide', targets: ['faultCode'] } },
  require: {
    sign: '必填',
    phrase: '{targets} 必须填写',
    shelf: '表单',
    example: { action: 'require', targets: ['faultCode'] },
  },
  optional: {
    sign: '选填',
    phrase: '{targets} 可以不填',
    shelf: '表单',
    example: { action: 'optional', targets: ['faultCode'] },
  },
  set: {
    sign: '填入',
    phrase: '{target} 没有填写时填入 {value}',
    shelf: '表单',
    example: { action: 'set', target: 'symptom', value: '漏水' },
  },
  compute: {
    sign: '计算',
    phrase: '{target} 始终等于 {value}',
    shelf: '表单',
    example: { action: 'compute', target: 'total', value: { '*': [{ var: 'units' }, 100] } },
  },
  options: {
    sign: '只可选',
    phrase: '{target} 只能选 {options}',
    shelf: '表单',
    example: { action: 'options', target: 'symptom', options: ['漏水', '异响'] },
  },
  clear: {
    sign: '清空',
    phrase: '清空 {targets}',
    shelf: '表单',
    example: { action: 'clear', targets: ['faultCode'] },
  },
  warn: {
    sign: '提醒',
    phrase: '提醒「{says}」',
    shelf: '提醒',
    example: { action: 'warn', target: 'floor', says: '高层请预约高空作业' },
  },
  block: {
    sign: '不让提交',
    phrase: '不让提交，说明「{says}」',
    shelf: '提醒',
    example: { action: 'block', says: '超出服务范围，请转其他服务商' },
  },
  setPriority: {
    sign: '设优先级',
    phrase: '优先级设为 {priority}',
    shelf: '工单',
    example: { action: 'setPriority', priority: 'critical' },
  },
  redAlert: {
    sign: '红色警报',
    phrase: '发出红色警报，原因「{reason}」',
    shelf: '工单',
    example: { action: 'redAlert', reason: '燃气泄漏' },
  },
  addTag: { sign: '加标签', phrase: '加上标签「{tag}」', shelf: '工单', example: { action: 'addTag', tag: '高空' } },
  assignTeam: {
    sign: '派给团队',
    phrase: '派给团队 {teamId}',
    shelf: '工单',
    example: { action: 'assignTeam', teamId: 'team-east' },
  },
  requirePart: {
    sign: '需要配件',
    phrase: '需要配件 {partId}，{quantity} 个',
    shelf: '工单',
    example: { action: 'requirePart', partId: 'FAN-01', quantity: 1 },
  },
  requireSkill: {
    sign: '需要技能',
    phrase: '工程师要会「{skill}」',
    shelf: '工单',
    example: { action: 'requireSkill', skill: '高空作业' },
  },
  notify: {
    sign: '通知',
    phrase: '通知 {to}：「{says}」',
    shelf: '工单',
    example: { action: 'notify', to: 'manager', says: '有一张高空作业的工单' },
  },
  followUp: {
    sign: '后续工单',
    phrase: '{afterDays} 天后建一张 {templateId}',
    shelf: '工单',
    example: { action: 'followUp', templateId: 'consultation', afterDays: 3, says: '回访使用情况' },
  },
  webhook: {
    sign: '告知外部系统',
    phrase: '告知 {url}',
    shelf: '工单',
    example: { action: 'webhook', url: 'https://erp.example.com/hook' },
  },
  coupon: {
    sign: '送优惠券',
    phrase: '送优惠券 {code}',
    shelf: '工单',
    example: { action: 'coupon', code: 'SORRY20', says: '给您添麻烦了' },
  },
}

/** Every action of a rule, in the order of the shelves. */
export const actionList = Object.entries(table).map(([action, record]) => ({ action, ...record })) as ActionRecord[]

export const actionNamed = (name: ActionName): Omit<ActionRecord, 'action'> => table[name]

/**
 * What the fields that people fill in are called, by the word of the input; where one word means several things, by the
 * word above it too. A field that only programs send has no name here.
 */
export const fieldNames: Readonly<Record<string, string>> = {
  name: '名称',
  title: '标题',
  description: '问题描述',
  body: '内容',
  text: '文字',
  says: '说明',
  note: '补充说明',
  reason: '原因',
  comment: '评价',
  rating: '评分',
  summary: '处理结果',
  answers: '表单',
  fileIds: '附件',
  base64: '文件',

  phone: '电话',
  contactName: '联系人',
  contactPhone: '联系电话',
  regionCode: '所在地区',
  address: '地址',
  place: '位置',
  appointmentFrom: '预约开始时间',
  appointmentTo: '预约结束时间',
  customerId: '客户',
  deviceId: '设备',
  templateId: '工单模板',
  engineerId: '工程师',
  personId: '人员',
  teamId: '班组',
  priority: '紧急程度',
  businessType: '业务类型',

  code: '编码',
  parts: '配件',
  sku: '配件编码',
  partId: '配件',
  quantity: '数量',
  happened: '经过',
  cause: '原因',
  prevention: '预防措施',

  calendarCode: '工作日历',
  covers: '适用范围',
  customerLevel: '客户等级',
  coverage: '合同与保修',
  regionPrefix: '地区',
  targets: '时限',
  minutes: '分钟数',
  nodeMinutes: '节点时限',
  pauseReasons: '停表原因',
  responseEvents: '算作首次响应的动作',
  resolvedBy: '算作解决的动作',
  warnAt: '提醒百分比',
  timeZone: '时区',
  weekly: '每周工作时段',
  mon: '周一工作时段',
  tue: '周二工作时段',
  wed: '周三工作时段',
  thu: '周四工作时段',
  fri: '周五工作时段',
  sat: '周六工作时段',
  sun: '周日工作时段',
  teamIds: '适用班组',
  regionPrefixes: '适用地区',
  windows: '工作时段',
  day: '日期',
  startedAt: '开始时间',
  targetMinutes: '时限',
  pauses: '暂停',
  'pauses.from': '开始时间',
  'pauses.to': '结束时间',
  now: '截止时间',

  steps: '催办阶梯',
  level: '级别',
  percent: '百分比',
  afterMinutes: '等待分钟数',
  'steps.to': '催办对象',
  'steps.channel': '催办方式',
  quietFrom: '免打扰开始时间',
  quietTo: '免打扰结束时间',

  templateCode: '模板',
  templateCodes: '适用模板',
  trigger: '触发时机',
  moves: '工单动作',
  stage: '环节',
  nodeKey: '节点编号',
  clock: '时钟',
  atLeast: '催单次数',
  atMost: '评分',
  wait: '等待时间',
  'wait.days': '等待天数',
  when: '条件',
  // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
  then: '动作',
  actions: '动作',
  tag: '标签',
  skill: '技能',
  'then.to': '通知对象',
  'actions.to': '通知对象',
  'then.targets': '字段',
  'actions.targets': '字段',
  afterDays: '天数',
  url: '网址',

  nodes: '节点',
  transitions: '连线',
  assignee: '处理人',
  role: '角色',
  clockMinutes: '节点时限',
  skipWhen: '跳过条件',
  until: '等到的日期',
  flowCode: '流程',
  last: '最近几张',
  decision: '处理意见',
  weights: '派单权重',

  month: '月份',
  year: '年份',
  ruleSet: '结算规则',
  matrix: '价格表',
  params: '参数',
}

const isIndex = (step: string | undefined): boolean => step !== undefined && /^\d+$/.test(step)

/** Under what a step may be named, the narrowest first: `steps.to`, `to`. */
export const keysAt = (steps: readonly string[], at: number): string[] => {
  const above = steps.slice(0, at).findLast(one => !isIndex(one))
  return [`${above}.${steps[at]}`, `${steps[at]}`]
}

const nameAt = (steps: readonly string[], at: number): string | undefined => {
  const key = keysAt(steps, at).find(one => Object.hasOwn(fieldNames, one))
  return key && fieldNames[key]
}

/**
 * A path of an input as people call it: `contactPhone` -> `联系电话`, `body.parts.1.quantity` -> `配件第 2 项的数量`. What has
 * no name goes by what it is part of, and stays a path when nothing above it has one either.
 */
export const fieldWords = (path: string): string => {
  const steps = path.split('.')
  const last = steps.findLastIndex((_, at) => nameAt(steps, at) !== undefined)
  if (last < 0) return path
  let words = ''
  for (const [at, step] of steps.entries()) {
    if (isIndex(step)) words += `第 ${Number(step) + 1} 项`
    else if (at === last || isIndex(steps[at + 1])) words += `${words && '的'}${nameAt(steps, at) ?? ''}`
  }
  return words
}

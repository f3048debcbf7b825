import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import { ask, atPlace, byPhone, ofDevice, partsUsed, pick, procedure, remark, signed, template, wished } from '../kit'

const system = {
  tree: [
    { label: '网络', children: [{ label: '交换机' }, { label: '无线' }, { label: '专线' }] },
    { label: '服务器', children: [{ label: '物理机' }, { label: '虚拟机' }, { label: '存储' }] },
    { label: '应用', children: [{ label: '邮件' }, { label: '财务系统' }, { label: '门户网站' }] },
    { label: '终端', children: [{ label: '电脑' }, { label: '打印机' }, { label: '会议设备' }] },
  ],
}
const isIn = (level: string) => ({ '==': [{ var: 'system.0' }, level] })

export const incident = template('it-incident', 'IT 故障', {
  isPreset: true,
  category: 'repair',
  businessType: 'it.incident',
  priority: 'normal',
  fields: [
    ...byPhone,
    ask('system', '系统', 'cascade', { ...system, required: true, isForCustomer: true }),
    ask('assetTag', '资产编号', 'scan', { prefill: 'device.serial', isForCustomer: true }),
    ask('address', 'IP 地址', 'text', {
      pattern: '[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}',
      patternSays: '如 10.0.3.21',
    }),
    pick('impact', '影响', ['全公司', '一个部门', '一个人'], { required: true, isForCustomer: true }),
    pick('urgency', '紧急程度', ['业务中断', '变慢', '可以绕开'], { required: true, isForCustomer: true }),
    ask('beganAt', '开始时间', 'dateTime', { isForCustomer: true }),
    ask('description', '现象', 'longText', { required: true, prefill: 'text.description', isForCustomer: true }),
    ask('screens', '截图', 'photo', { max: 6, isForCustomer: true }),
    ask('logs', '日志', 'file', { max: 5 }),
    pick('remote', '可否远程', ['可以', '不可以'], { initial: '可以', isForCustomer: true }),
    ask('cause', '根本原因', 'cascade', {
      stage: 'finish',
      required: true,
      tree: [
        { label: '硬件' },
        { label: '软件', children: [{ label: '缺陷' }, { label: '配置' }] },
        { label: '人为' },
        { label: '外部' },
      ],
    }),
    ask('fix', '处理办法', 'longText', { required: true, stage: 'finish' }),
    ask('outage', '中断时长', 'duration', { stage: 'finish' }),
  ],
  rules: [
    ruleOf(
      { and: [when('impact', '全公司'), when('urgency', '业务中断')] },
      [
        { action: 'redAlert', reason: '全公司业务中断' },
        { action: 'require', targets: ['beganAt'] },
        { action: 'require', targets: ['outage'] },
        { action: 'notify', to: 'manager', says: '全公司业务中断，请召集应急小组' },
      ],
      { name: '全公司中断' },
    ),
    ruleOf(
      { and: [when('impact', '一个部门'), when('urgency', '业务中断')] },
      [{ action: 'setPriority', priority: 'high' }],
      { name: '部门中断' },
    ),
    ruleOf(isIn('网络'), [{ action: 'require', targets: ['address'] }], { name: '网络要填地址' }),
  ],
})

export const change = template('it-change', '变更申请', {
  category: 'maintenance',
  businessType: 'it.change',
  priority: 'normal',
  flowCode: 'it-change',
  agreedMinutes: 120,
  reopenDays: 14,
  groups: [{ key: 'plan', label: '方案', columns: 2 }],
  fields: [
    ...byPhone,
    ask('system', '系统', 'cascade', { ...system, required: true }),
    pick('risk', '风险', ['低', '中', '高'], { required: true, group: 'plan' }),
    ask('changeAt', '变更窗口', 'dateTime', { required: true, group: 'plan' }),
    ask('spent', '预计时长', 'duration', { required: true, group: 'plan' }),
    ask('what', '变更内容', 'longText', { required: true, group: 'plan', span: 2 }),
    ask('rollback', '回退方案', 'longText', { group: 'plan', span: 2 }),
    ask('hosts', '涉及主机', 'table', {
      group: 'plan',
      span: 2,
      max: 50,
      columns: [
        { key: 'host', label: '主机', kind: 'text', required: true },
        { key: 'role', label: '用途', kind: 'choice', required: true, options: ['生产', '测试', '备份'] },
      ],
    }),
    ask('production', '生产主机数', 'computed', {
      formula: { countOf: [{ var: 'hosts' }, 'role', '生产'] },
      digits: 0,
      unit: '台',
      group: 'plan',
    }),
    procedure('steps', '实施步骤', [
      ['backup', '备份并验证可恢复', 'photo'],
      ['notice', '通知使用者'],
      ['apply', '实施'],
      ['verify', '业务验证', 'photo'],
    ]),
    remark,
  ],
  rules: [
    ruleOf(when('risk', '中', '高'), [{ action: 'require', targets: ['rollback'] }], { name: '要有回退方案' }),
    ruleOf(
      { and: [when('risk', '高'), { timeBetween: [{ var: 'changeAt' }, '09:00', '18:00'] }] },
      [{ action: 'block', target: 'changeAt', says: '高风险变更请安排在工作时间以外' }],
      { name: '避开工作时间' },
    ),
  ],
})

export const newcomer = template('it-newcomer', '入职装机', {
  category: 'install',
  businessType: 'it.onsite',
  priority: 'normal',
  fields: [
    ...atPlace,
    ask('newcomer', '入职人', 'text', { required: true, isForCustomer: true }),
    ask('joinOn', '入职日期', 'date', { required: true, isForCustomer: true }),
    pick('computer', '电脑', ['笔记本', '台式机', '图形工作站'], { required: true, isForCustomer: true }),
    ask('software', '软件', 'choices', {
      options: ['办公套件', '设计软件', '开发工具', '财务软件'],
      isForCustomer: true,
    }),
    ask('rights', '权限', 'choices', {
      options: ['邮箱', '门禁', '财务系统', '代码库', '远程接入'],
      isForCustomer: true,
    }),
    ...ofDevice,
    wished,
    procedure('steps', '装机步骤', [
      ['image', '安装系统与补丁'],
      ['encrypt', '开启磁盘加密', 'photo'],
      ['account', '开通账号'],
      ['label', '贴资产标签', 'photo'],
      ['teach', '交接说明'],
    ]),
    partsUsed,
    signed,
  ],
  rules: [
    ruleOf(
      { anyOf: [{ var: 'rights' }, ['财务系统', '代码库']] },
      [
        { action: 'notify', to: 'manager', says: '入职申请包含敏感权限，请确认' },
        { action: 'addTag', tag: '敏感权限' },
      ],
      { name: '敏感权限' },
    ),
  ],
})

import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import { ask, atPlace, grouped, partsUsed, pick, pictures, procedure, remark, signed, template, wished } from '../kit'

export const plumbing = template('property-plumbing', '物业给排水报修', {
  isPreset: true,
  category: 'repair',
  businessType: 'property.plumbing',
  priority: 'high',
  flowCode: 'property-repair',
  agreedMinutes: 45,
  groups: [
    { key: 'site', label: '现场情况', columns: 2 },
    { key: 'work', label: '处理结果' },
  ],
  fields: [
    ...atPlace,
    ask('where', '位置', 'cascade', {
      required: true,
      isForCustomer: true,
      tree: [
        { label: '户内', children: [{ label: '厨房' }, { label: '卫生间' }, { label: '阳台' }] },
        {
          label: '公共区域',
          children: [{ label: '楼道' }, { label: '地下车库' }, { label: '电梯厅' }, { label: '水泵房' }],
        },
      ],
    }),
    pick('symptom', '故障现象', ['爆管', '漏水', '堵塞', '停水', '水压不足', '其他'], {
      required: true,
      isForCustomer: true,
    }),
    ...grouped('site', [
      pick('valve', '总阀', ['已关闭', '关不上', '不清楚'], { hint: '先关总阀，再等师傅', isLocal: true }),
      pick('spread', '影响范围', ['仅本户', '漏到楼下', '整个单元', '电梯或配电间'], { initial: '仅本户' }),
      ask('pipe', '管径', 'number', { min: 10, max: 600, unit: 'mm', isLocal: true }),
      ask('frozen', '管道是否结冰', 'choice', { options: ['是', '否'], isLocal: true, initial: '否' }),
    ]),
    pictures,
    wished,
    ask('quote', '报价', 'money', { hint: '户内维修由业主承担，公共区域不填' }),
    remark,
    ...grouped('work', [
      procedure('steps', '维修步骤', [
        ['close', '关阀并确认断水'],
        ['power', '积水处断电'],
        ['repair', '更换或修补管件', 'photo'],
        ['test', '通水保压 10 分钟', 'photo'],
        ['clean', '清理现场'],
      ]),
      partsUsed,
      signed,
    ]),
  ],
  rules: [
    ruleOf(
      when('symptom', '爆管'),
      [
        { action: 'setPriority', priority: 'critical' },
        { action: 'redAlert', reason: '爆管' },
        { action: 'requireSkill', skill: 'property.plumbing' },
        { action: 'notify', to: 'customer', says: '师傅马上联系您，请先关总阀并切断积水处的电源' },
        { action: 'require', targets: ['valve', 'spread'] },
        { action: 'warn', target: 'valve', says: '请提醒业主：先关总阀，再切断积水处的电源' },
      ],
      { name: '爆管' },
    ),
    ruleOf(
      { and: [when('symptom', '漏水'), when('spread', '电梯或配电间')] },
      [
        { action: 'setPriority', priority: 'critical' },
        { action: 'notify', to: 'manager', says: '漏水已到电梯或配电间，请安排停梯断电' },
        { action: 'addTag', tag: '涉电' },
      ],
      { name: '漏到电气设备' },
    ),
    ruleOf({ in: ['公共区域', { var: 'where' }] }, [{ action: 'hide', targets: ['quote'] }], {
      name: '公共区域不收费',
    }),
  ],
  variants: [
    {
      name: '北方冬季',
      regions: ['11', '21', '22', '23'],
      months: [11, 12, 1, 2, 3],
      changes: { frozen: { required: true } },
    },
    { name: '南方', regions: ['44', '45', '46'], hidden: ['frozen'] },
  ],
})

export const electrical = template('property-electrical', '物业电气与电梯报修', {
  category: 'repair',
  businessType: 'property.electrical',
  priority: 'high',
  flowCode: 'property-repair',
  fields: [
    ...atPlace,
    pick('facility', '设施', ['照明', '配电箱', '电梯', '门禁', '道闸', '监控'], {
      required: true,
      isForCustomer: true,
    }),
    ask('facilityCode', '设施编号', 'scan', { prefill: 'device.serial' }),
    pick('trapped', '电梯困人', ['是', '否']),
    ask('people', '被困人数', 'number', { min: 1, max: 30, digits: 0, unit: '人' }),
    ask('description', '情况', 'longText', { required: true, prefill: 'text.description', isForCustomer: true }),
    pictures,
    ask('quote', '报价', 'money'),
    procedure('steps', '检修步骤', [
      ['lock', '挂牌上锁，验明无电', 'photo'],
      ['repair', '检修'],
      ['restore', '送电试运行', 'photo'],
    ]),
    partsUsed,
    signed,
  ],
  rules: [
    ruleOf({ '!=': [{ var: 'facility' }, '电梯'] }, [{ action: 'hide', targets: ['trapped'] }], { name: '只问电梯' }),
    ruleOf({ '!=': [{ var: 'trapped' }, '是'] }, [{ action: 'hide', targets: ['people'] }], { name: '没有困人' }),
    ruleOf(
      when('trapped', '是'),
      [
        { action: 'require', targets: ['people'] },
        { action: 'redAlert', reason: '电梯困人' },
        { action: 'notify', to: 'manager', says: '电梯困人，请同时联系维保单位' },
      ],
      { name: '电梯困人' },
    ),
  ],
})

export const complaint = template('property-complaint', '业主投诉', {
  category: 'complaint',
  businessType: 'property.complaint',
  priority: 'high',
  reopenDays: 30,
  agreedMinutes: 30,
  fields: [
    ...atPlace,
    pick('about', '投诉内容', ['噪音', '保洁', '安保', '停车', '收费', '维修质量', '其他'], {
      required: true,
      isForCustomer: true,
    }),
    ask('relatedNumber', '相关工单号', 'scan', { prefill: 'lastTicket.number' }),
    ask('happenedAt', '发生时间', 'dateTime', { isForCustomer: true }),
    ask('demand', '诉求', 'choices', { options: ['整改', '回复', '赔偿', '道歉'], min: 1, isForCustomer: true }),
    pictures,
    ask('callBefore', '最晚回复时间', 'dateTime'),
    remark,
    ask('result', '处理结果', 'longText', { required: true, stage: 'finish' }),
  ],
  rules: [
    ruleOf(when('about', '维修质量'), [{ action: 'require', targets: ['relatedNumber'] }], { name: '指明哪一单' }),
  ],
})

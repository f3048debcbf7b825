import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import {
  ask,
  atPlace,
  grouped,
  ofDevice,
  partsUsed,
  pictures,
  procedure,
  remark,
  signed,
  template,
  wished,
} from '../kit'

const product = {
  tree: [
    { label: '空调', children: [{ label: '挂机' }, { label: '柜机' }, { label: '中央空调' }] },
    { label: '洗衣机', children: [{ label: '波轮' }, { label: '滚筒' }] },
    { label: '冰箱', children: [{ label: '双门' }, { label: '对开门' }] },
    { label: '热水器', children: [{ label: '燃气' }, { label: '电' }] },
  ],
}

export const repair = template('appliance-repair', '家电维修', {
  isPreset: true,
  category: 'repair',
  businessType: 'appliance.repair',
  priority: 'high',
  flowCode: 'appliance-quote',
  groups: [
    { key: 'machine', label: '产品', columns: 2 },
    { key: 'work', label: '维修结果' },
  ],
  fields: [
    ...atPlace,
    ...grouped('machine', [
      ask('product', '产品', 'cascade', { required: true, isForCustomer: true, ...product }),
      ...ofDevice,
      ask('boughtOn', '购买日期', 'date', { prefill: 'lastOrder.date' }),
    ]),
    ask('symptom', '故障现象', 'choice', {
      required: true,
      isForCustomer: true,
      options: ['不开机', '不制冷', '不制热', '漏水', '异响', '漏电跳闸', '闻到燃气味', '显示故障代码', '其他'],
    }),
    ask('faultCode', '故障代码', 'text', {
      prefill: 'text.faultCode',
      pattern: '[A-Z]{0,2}[0-9]{1,3}',
      patternSays: '如 E5、F12',
    }),
    pictures,
    wished,
    ask('quote', '维修报价', 'money', { hint: '过保时填写，客户同意后再修' }),
    remark,
    ...grouped('work', [
      procedure('steps', '维修步骤', [
        ['power', '断电、关阀'],
        ['find', '找到故障原因', 'photo'],
        ['repair', '维修或更换'],
        ['test', '通电试机 15 分钟', 'photo'],
        ['teach', '向客户说明使用和保养'],
      ]),
      partsUsed,
      signed,
    ]),
  ],
  rules: [
    ruleOf(when('symptom', '显示故障代码'), [{ action: 'require', targets: ['faultCode'] }], { name: '要有故障代码' }),
    ruleOf(
      when('symptom', '闻到燃气味'),
      [
        { action: 'redAlert', reason: '闻到燃气味' },
        { action: 'warn', target: 'symptom', says: '请提醒客户关阀、开窗，不要开关电器' },
      ],
      { name: '燃气味' },
    ),
    ruleOf(
      when('symptom', '漏电跳闸'),
      [
        { action: 'setPriority', priority: 'critical' },
        { action: 'addTag', tag: '漏电' },
      ],
      { name: '漏电' },
    ),
  ],
})

export const install = template('appliance-install', '家电安装', {
  isPreset: true,
  category: 'install',
  businessType: 'appliance.install',
  priority: 'normal',
  agreedMinutes: 120,
  reopenDays: 15,
  fields: [
    ...atPlace,
    ask('product', '产品', 'cascade', { required: true, isForCustomer: true, ...product }),
    ask('units', '台数', 'number', {
      required: true,
      min: 1,
      max: 20,
      digits: 0,
      unit: '台',
      initial: 1,
      isForCustomer: true,
    }),
    ask('deliveredOn', '到货日期', 'date', { required: true, isForCustomer: true }),
    ask('conditions', '现场条件', 'choices', {
      options: ['需要打孔', '需要支架', '需要加长管', '高空作业', '旧机拆除'],
      isLocal: true,
      isForCustomer: true,
    }),
    ask('extras', '增项', 'table', {
      columns: [
        { key: 'item', label: '项目', kind: 'text', required: true },
        { key: 'quantity', label: '数量', kind: 'number', required: true },
        { key: 'price', label: '单价', kind: 'money', required: true },
      ],
      max: 20,
    }),
    ask('extrasTotal', '增项合计', 'computed', {
      formula: { '/': [{ productSum: [{ var: 'extras' }, 'quantity', 'price'] }, 100] },
      digits: 2,
      unit: '元',
    }),
    ask('outdoor', '外机位置', 'choice', { options: ['阳台', '外墙机位', '楼顶', '地面'], isLocal: true }),
    ask('dehumidify', '需要除湿功能演示', 'choice', { options: ['是', '否'], isLocal: true }),
    wished,
    remark,
    procedure('steps', '安装步骤', [
      ['open', '开箱验货', 'photo'],
      ['fix', '固定牢靠', 'photo'],
      ['seal', '检漏'],
      ['run', '试运行'],
      ['pack', '带走包装'],
    ]),
    signed,
  ],
  rules: [
    ruleOf(
      { contains: [{ var: 'conditions' }, '高空作业'] },
      [
        { action: 'addTag', tag: '高空作业' },
        { action: 'requireSkill', skill: 'height' },
        { action: 'require', targets: ['outdoor'] },
      ],
      { name: '高空作业' },
    ),
    ruleOf(
      { '==': [{ var: 'product.0' }, '空调'] },
      [{ action: 'followUp', templateId: 'appliance-care', afterDays: 365, says: '装机满一年，提醒清洗保养' }],
      { name: '一年后保养' },
    ),
  ],
  variants: [
    { name: '梅雨地区', regions: ['33', '31', '32'], months: [5, 6, 7], changes: { dehumidify: { required: true } } },
  ],
})

export const care = template('appliance-care', '家电清洗保养', {
  category: 'maintenance',
  businessType: 'appliance.care',
  priority: 'normal',
  agreedMinutes: 90,
  fields: [
    ...atPlace,
    ask('products', '要清洗的产品', 'choices', {
      required: true,
      min: 1,
      options: ['空调挂机', '空调柜机', '油烟机', '洗衣机', '热水器'],
      isForCustomer: true,
    }),
    ask('count', '台数', 'number', { required: true, min: 1, max: 30, digits: 0, unit: '台', isForCustomer: true }),
    ask('fee', '预计费用', 'computed', { formula: { '*': [{ var: ['count', 0] }, 128] }, digits: 0, unit: '元' }),
    wished,
    remark,
    procedure('steps', '清洗步骤', [
      ['before', '清洗前拍照', 'photo'],
      ['wash', '拆洗、消毒'],
      ['after', '清洗后拍照', 'photo'],
      ['run', '试运行'],
    ]),
    signed,
  ],
})

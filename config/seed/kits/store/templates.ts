import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import {
  ask,
  atPlace,
  grouped,
  ofDevice,
  partsUsed,
  pick,
  pictures,
  procedure,
  remark,
  signed,
  template,
  wished,
} from '../kit'

const store = [
  ask('storeCode', '门店编号', 'text', {
    required: true,
    pattern: '[A-Z]{2}[0-9]{4}',
    patternSays: '两个字母加四位数字，如 HZ0012',
    isForCustomer: true,
  }),
  pick('hours', '营业状态', ['营业中', '已停业', '未开业'], { required: true, isForCustomer: true }),
]

export const repair = template('store-repair', '门店设施报修', {
  isPreset: true,
  category: 'repair',
  businessType: 'store.repair',
  priority: 'high',
  flowCode: 'store-expense',
  groups: [{ key: 'work', label: '处理结果' }],
  fields: [
    ...atPlace,
    ...store,
    ask('facility', '设施', 'cascade', {
      required: true,
      isForCustomer: true,
      tree: [
        { label: '冷链', children: [{ label: '冷藏柜' }, { label: '冷冻柜' }, { label: '冷库' }] },
        { label: '收银', children: [{ label: '收银机' }, { label: '扫码枪' }, { label: '网络' }] },
        { label: '装修', children: [{ label: '灯箱招牌' }, { label: '门窗' }, { label: '地面' }] },
        { label: '厨房', children: [{ label: '油烟机' }, { label: '炉具' }, { label: '洗碗机' }] },
      ],
    }),
    ...ofDevice,
    ask('temperature', '柜内温度', 'number', { min: -60, max: 60, digits: 1, unit: '℃' }),
    ask('description', '情况', 'longText', { required: true, prefill: 'text.description', isForCustomer: true }),
    pictures,
    ask('cost', '预计费用', 'money'),
    wished,
    ...grouped('work', [
      procedure('steps', '处理步骤', [
        ['before', '维修前拍照', 'photo'],
        ['repair', '维修'],
        ['after', '维修后拍照', 'photo'],
        ['hygiene', '清理，符合食品卫生要求'],
      ]),
      partsUsed,
      signed,
    ]),
  ],
  rules: [
    ruleOf({ '!=': [{ var: 'facility.0' }, '冷链'] }, [{ action: 'hide', targets: ['temperature'] }], {
      name: '只问冷链温度',
    }),
    ruleOf({ '==': [{ var: 'facility.0' }, '冷链'] }, [{ action: 'require', targets: ['temperature'] }], {
      name: '冷链要填温度',
    }),
    ruleOf(
      { and: [{ in: [{ var: 'facility.1' }, ['冷冻柜', '冷库']] }, { '>': [{ var: 'temperature' }, -12] }] },
      [
        { action: 'setPriority', priority: 'critical' },
        { action: 'addTag', tag: '货损风险' },
        { action: 'warn', target: 'temperature', says: '请先把冻品转到其他冷柜' },
      ],
      { name: '冻品回温' },
    ),
    ruleOf(when('hours', '已停业'), [{ action: 'setPriority', priority: 'critical' }], { name: '停业' }),
  ],
})

export const opening = template('store-opening', '新店开业筹备', {
  category: 'install',
  businessType: 'store.opening',
  priority: 'normal',
  flowCode: 'store-opening',
  agreedMinutes: 480,
  reopenDays: 30,
  fields: [
    ...atPlace,
    ...store,
    ask('openOn', '开业日期', 'date', { required: true, isForCustomer: true }),
    ask('area', '面积', 'number', { min: 1, max: 20_000, digits: 1, unit: '㎡' }),
    ask('plan', '平面图', 'file', { max: 5, isLocal: true }),
    ask('devices', '设备清单', 'table', {
      required: true,
      min: 1,
      columns: [
        { key: 'name', label: '设备', kind: 'text', required: true },
        { key: 'quantity', label: '数量', kind: 'number', required: true },
        { key: 'price', label: '单价', kind: 'money' },
      ],
    }),
    ask('budget', '设备预算', 'computed', {
      formula: { '/': [{ productSum: [{ var: 'devices' }, 'quantity', 'price'] }, 100] },
      digits: 2,
      unit: '元',
    }),
    ask('floorHeating', '供暖方式', 'choice', { options: ['集中供暖', '空调', '地暖'], isLocal: true }),
    ask('typhoon', '招牌抗风等级', 'number', { min: 6, max: 17, digits: 0, unit: '级', isLocal: true }),
    remark,
    procedure('steps', '开业检查', [
      ['licence', '证照上墙', 'photo'],
      ['fire', '消防设施到位', 'photo'],
      ['cold', '冷链连续运行 24 小时'],
      ['pos', '收银与网络联调'],
      ['sign', '招牌点亮', 'photo'],
    ]),
    signed,
  ],
  variants: [
    { name: '沿海', regions: ['33', '35', '44', '46'], changes: { typhoon: { required: true } } },
    {
      name: '北方',
      regions: ['11', '21', '22', '23'],
      hidden: ['typhoon'],
      changes: { floorHeating: { required: true } },
    },
  ],
})

export const inspection = template('store-inspection', '巡店检查', {
  category: 'maintenance',
  businessType: 'store.inspection',
  priority: 'normal',
  agreedMinutes: 60,
  fields: [
    ...atPlace,
    ...store,
    ask('visitOn', '巡店日期', 'date', { required: true }),
    ask('focus', '本次重点', 'choices', {
      options: ['食品安全', '消防', '陈列', '服务', '设备'],
      min: 1,
      required: true,
    }),
    procedure('steps', '检查项目', [
      ['food', '效期与留样', 'photo'],
      ['fire', '灭火器压力与通道', 'photo'],
      ['display', '陈列符合标准'],
      ['service', '服务用语与仪容'],
    ]),
    ask('passed', '合格项', 'computed', { formula: { doneCount: [{ var: 'steps' }] }, digits: 0, unit: '项' }),
    ask('score', '评分', 'rating', { required: true, stage: 'finish' }),
    ask('faults', '整改事项', 'longText', { stage: 'finish' }),
    signed,
  ],
  rules: [
    ruleOf(
      { '<': [{ var: ['score', 5] }, 3] },
      [
        { action: 'require', targets: ['faults'] },
        { action: 'notify', to: 'manager', says: '巡店评分低于 3 分，请安排整改' },
      ],
      { name: '评分低' },
    ),
  ],
})

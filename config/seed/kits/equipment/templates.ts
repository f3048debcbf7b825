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

const stoppage = [
  pick('production', '生产影响', ['整线停产', '单机停机', '带病运行', '不影响'], {
    required: true,
    isForCustomer: true,
  }),
  ask('stoppedAt', '停机时间', 'dateTime', { isForCustomer: true }),
  ask('hourlyLoss', '每小时损失', 'money', { isForCustomer: true }),
]

const stoppageRules = [
  ruleOf(
    when('production', '整线停产'),
    [
      { action: 'redAlert', reason: '整线停产' },
      { action: 'require', targets: ['stoppedAt'] },
      { action: 'notify', to: 'manager', says: '客户整线停产，请确认备件和工程师' },
    ],
    { name: '整线停产' },
  ),
  ruleOf(
    when('production', '不影响'),
    [
      { action: 'hide', targets: ['stoppedAt', 'hourlyLoss'] },
      { action: 'setPriority', priority: 'normal' },
    ],
    { name: '不影响生产' },
  ),
]

export const cnc = template('equipment-cnc', '数控机床维修', {
  isPreset: true,
  category: 'repair',
  businessType: 'equipment.cnc',
  priority: 'high',
  flowCode: 'equipment-repair',
  agreedMinutes: 240,
  reopenDays: 30,
  groups: [
    { key: 'machine', label: '机床', columns: 2 },
    { key: 'work', label: '维修记录' },
  ],
  fields: [
    ...atPlace,
    ...grouped('machine', [
      ask('machineId', '设备', 'device', { prefill: 'device.id' }),
      ...ofDevice,
      pick('control', '数控系统', ['发那科', '西门子', '三菱', '华中', '广数', '其他'], {
        required: true,
        prefill: 'lastTicket.answer',
      }),
    ]),
    ask('fault', '故障部位', 'cascade', {
      required: true,
      tree: [
        { label: '主轴', children: [{ label: '异响' }, { label: '过热' }, { label: '不转' }] },
        { label: '进给轴', children: [{ label: 'X 轴' }, { label: 'Y 轴' }, { label: 'Z 轴' }] },
        { label: '刀库', children: [{ label: '卡刀' }, { label: '乱刀' }] },
        { label: '电气', children: [{ label: '报警' }, { label: '不上电' }] },
      ],
    }),
    ask('faultCode', '报警号', 'text', { prefill: 'text.faultCode' }),
    ...stoppage,
    ask('quote', '维修报价', 'money'),
    pick('needsPart', '要等备件', ['是', '否'], { initial: '否' }),
    pictures,
    remark,
    ...grouped('work', [
      procedure('steps', '维修步骤', [
        ['lock', '挂牌上锁'],
        ['backup', '备份参数'],
        ['repair', '维修'],
        ['accuracy', '精度检验', 'photo'],
        ['trial', '试切合格', 'photo'],
      ]),
      ask('readings', '精度检验记录', 'table', {
        stage: 'finish',
        required: true,
        min: 1,
        columns: [
          { key: 'axis', label: '轴', kind: 'choice', required: true, options: ['X', 'Y', 'Z', '主轴'] },
          { key: 'deviation', label: '偏差（微米）', kind: 'number', required: true },
        ],
      }),
      ask('worst', '最大偏差', 'computed', { formula: { maxOf: [{ var: 'readings' }, 'deviation'] }, unit: 'μm' }),
      partsUsed,
      signed,
    ]),
  ],
  rules: [
    ...stoppageRules,
    ruleOf(
      { '>': [{ var: 'worst' }, 20] },
      [{ action: 'warn', target: 'readings', says: '偏差超过 20 微米，请调整后复测' }],
      {
        name: '精度超差',
      },
    ),
  ],
})

export const hydraulics = template('equipment-hydraulics', '液压系统维修', {
  category: 'repair',
  businessType: 'equipment.hydraulics',
  priority: 'high',
  flowCode: 'equipment-repair',
  agreedMinutes: 180,
  fields: [
    ...atPlace,
    ...ofDevice,
    pick('symptom', '故障现象', ['漏油', '压力不足', '油温过高', '动作缓慢', '异响', '管路爆裂'], {
      required: true,
      isForCustomer: true,
    }),
    ask('pressure', '工作压力', 'number', { min: 0, max: 70, digits: 1, unit: 'MPa', isLocal: true }),
    ask('oilTemperature', '油温', 'number', { min: -40, max: 150, digits: 0, unit: '℃', isLocal: true }),
    pick('oil', '油品', ['46 号', '68 号', '32 号', '低温油'], { isLocal: true }),
    ask('runHours', '运行小时', 'number', { min: 0, digits: 0, unit: '小时' }),
    ...stoppage,
    ask('quote', '维修报价', 'money'),
    pick('needsPart', '要等备件', ['是', '否'], { initial: '否' }),
    pictures,
    procedure('steps', '维修步骤', [
      ['relieve', '停泵并卸压，压力表归零', 'photo'],
      ['repair', '更换密封或元件'],
      ['fill', '加油排气'],
      ['hold', '保压 30 分钟', 'photo'],
    ]),
    partsUsed,
    signed,
  ],
  rules: [
    ...stoppageRules,
    ruleOf(
      when('symptom', '管路爆裂'),
      [
        { action: 'setPriority', priority: 'critical' },
        { action: 'warn', target: 'symptom', says: '请先停泵卸压，人员离开高压油射流范围' },
      ],
      { name: '管路爆裂' },
    ),
    ruleOf({ '>': [{ var: 'oilTemperature' }, 80] }, [{ action: 'addTag', tag: '高温' }], { name: '油温过高' }),
  ],
  variants: [
    {
      name: '北方冬季',
      regions: ['15', '21', '22', '23'],
      months: [11, 12, 1, 2],
      changes: { oil: { required: true } },
    },
  ],
})

export const upkeep = template('equipment-upkeep', '设备点检保养', {
  category: 'maintenance',
  businessType: 'equipment.upkeep',
  priority: 'normal',
  agreedMinutes: 180,
  fields: [
    ...atPlace,
    ...ofDevice,
    pick('cycle', '保养级别', ['月度', '季度', '年度'], { required: true, isForCustomer: true }),
    ask('runHours', '运行小时', 'number', { min: 0, digits: 0, unit: '小时' }),
    wished,
    remark,
    procedure('steps', '点检项目', [
      ['oil', '检查油位油质', 'photo'],
      ['belt', '检查皮带与导轨'],
      ['filter', '清洗或更换滤芯'],
      ['earth', '测接地电阻'],
      ['run', '空载运行'],
    ]),
    ask('spent', '用时', 'duration', { required: true, stage: 'finish' }),
    partsUsed,
    signed,
  ],
})

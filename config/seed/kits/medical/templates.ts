import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import { ask, atPlace, grouped, partsUsed, pick, pictures, procedure, remark, signed, template, wished } from '../kit'

const machine = [
  ask('machineId', '设备', 'device', { prefill: 'device.id' }),
  ask('udi', '医疗器械唯一标识', 'scan', { required: true, prefill: 'device.serial', hint: '扫机身上的 UDI 条码' }),
  pick('kind', '设备类别', ['CT', '磁共振', '超声', '呼吸机', '监护仪', '透析机', '检验设备'], {
    required: true,
    isForCustomer: true,
  }),
  pick('riskClass', '管理类别', ['第一类', '第二类', '第三类'], { required: true }),
]
const department = ask('department', '科室', 'text', {
  required: true,
  prefill: 'lastTicket.answer',
  isForCustomer: true,
})

export const repair = template('medical-repair', '医疗设备维修', {
  isPreset: true,
  category: 'repair',
  businessType: 'medical.repair',
  priority: 'high',
  flowCode: 'medical-repair',
  agreedMinutes: 180,
  reopenDays: 30,
  groups: [
    { key: 'machine', label: '设备', columns: 2 },
    { key: 'work', label: '维修记录' },
  ],
  fields: [
    ...atPlace,
    department,
    ...grouped('machine', machine),
    ask('faultCode', '故障代码', 'text', { prefill: 'text.faultCode' }),
    ask('description', '故障现象', 'longText', { required: true, prefill: 'text.description', isForCustomer: true }),
    pick('inUse', '是否正在用于病人', ['是', '否'], { required: true, isForCustomer: true }),
    pick('spare', '备用机', ['有', '没有'], { isForCustomer: true }),
    ask('quote', '维修报价', 'money'),
    pictures,
    ...grouped('work', [
      procedure('steps', '维修步骤', [
        ['clean', '表面消毒，确认无感染风险'],
        ['backup', '备份配置，不带走病人数据'],
        ['repair', '维修'],
        ['safety', '电气安全检测', 'photo'],
        ['verify', '性能验证合格', 'photo'],
      ]),
      ask('readings', '检测数据', 'table', {
        stage: 'finish',
        required: true,
        min: 1,
        columns: [
          {
            key: 'item',
            label: '项目',
            kind: 'choice',
            required: true,
            options: ['接地电阻', '漏电流', '绝缘电阻', '输出精度'],
          },
          { key: 'value', label: '实测值', kind: 'number', required: true },
          { key: 'isFit', label: '结论', kind: 'choice', required: true, options: ['合格', '不合格'] },
        ],
      }),
      ask('unfit', '不合格项', 'computed', {
        formula: { countOf: [{ var: 'readings' }, 'isFit', '不合格'] },
        digits: 0,
        unit: '项',
      }),
      partsUsed,
      signed,
    ]),
  ],
  rules: [
    ruleOf(
      when('inUse', '是'),
      [
        { action: 'require', targets: ['spare'] },
        { action: 'setPriority', priority: 'critical' },
        { action: 'warn', target: 'inUse', says: '请先换备用机，由临床确认病人安全' },
      ],
      { name: '正在用于病人' },
    ),
    ruleOf(
      { and: [when('inUse', '是'), when('spare', '没有'), when('kind', '呼吸机', '透析机', '监护仪')] },
      [
        { action: 'redAlert', reason: '生命支持设备故障且无备用机' },
        { action: 'notify', to: 'manager', says: '生命支持设备故障且无备用机，请调拨备用机' },
      ],
      { name: '生命支持设备' },
    ),
    ruleOf(
      { '>': [{ var: 'unfit' }, 0] },
      [{ action: 'warn', target: 'readings', says: '有不合格项，设备不得交付使用' }],
      { name: '检测不合格' },
    ),
  ],
})

export const calibration = template('medical-calibration', '计量校准', {
  category: 'maintenance',
  businessType: 'medical.calibration',
  priority: 'normal',
  agreedMinutes: 120,
  fields: [
    ...atPlace,
    department,
    ...machine,
    ask('lastOn', '上次校准', 'date', { isForCustomer: true }),
    ask('dueOn', '到期日', 'computed', { formula: { addMonths: [{ var: 'lastOn' }, 12] } }),
    ask('humidity', '环境湿度', 'number', { min: 0, max: 100, digits: 0, unit: '%', isLocal: true }),
    ask('altitude', '海拔', 'number', { min: -200, max: 6000, digits: 0, unit: '米', isLocal: true }),
    ask('standard', '标准器', 'table', {
      stage: 'finish',
      required: true,
      min: 1,
      columns: [
        { key: 'name', label: '名称', kind: 'text', required: true },
        { key: 'certificate', label: '证书编号', kind: 'text', required: true },
        { key: 'validUntil', label: '有效期', kind: 'date', required: true },
      ],
    }),
    ask('certificate', '校准证书', 'file', { max: 3, stage: 'finish', required: true, isLocal: true }),
    ask('nextOn', '下次校准', 'date', { stage: 'finish' }),
    signed,
  ],
  rules: [
    ruleOf(
      { before: [{ var: 'dueOn' }, { today: [] }] },
      [
        { action: 'addTag', tag: '已超期' },
        { action: 'setPriority', priority: 'high' },
      ],
      { name: '超期' },
    ),
  ],
  variants: [
    { name: '高原', regions: ['54', '63'], changes: { altitude: { required: true } } },
    { name: '梅雨季', regions: ['33', '31', '32'], months: [6, 7], changes: { humidity: { required: true } } },
  ],
})

export const adverse = template('medical-adverse', '不良事件上报', {
  category: 'complaint',
  businessType: 'medical.adverse',
  priority: 'critical',
  flowCode: 'medical-adverse',
  reopenDays: 90,
  fields: [
    ...atPlace,
    department,
    ...machine,
    ask('happenedAt', '发生时间', 'dateTime', { required: true, isForCustomer: true }),
    pick('harm', '伤害程度', ['死亡', '严重伤害', '其他'], { required: true, isForCustomer: true }),
    ask('age', '病人年龄', 'number', { min: 0, max: 120, digits: 0, unit: '岁' }),
    ask('description', '事件经过', 'longText', { required: true, min: 10, isForCustomer: true }),
    pick('isolated', '设备已停用封存', ['是', '否'], { required: true, isForCustomer: true }),
    ask('limit', '上报时限', 'computed', {
      formula: { if: [{ '==': [{ var: 'harm' }, '死亡'] }, '7 日内', '20 日内'] },
    }),
    wished,
    ask('report', '调查报告', 'file', { max: 5, stage: 'finish', required: true }),
    remark,
  ],
  rules: [
    ruleOf(
      when('harm', '死亡', '严重伤害'),
      [
        { action: 'redAlert', reason: '医疗器械不良事件' },
        { action: 'notify', to: 'manager', says: '发生严重不良事件，请按时限上报监测机构' },
      ],
      { name: '严重事件' },
    ),
    ruleOf(when('isolated', '否'), [{ action: 'warn', target: 'isolated', says: '请立即停用设备，保留现场和耗材' }], {
      name: '保留现场',
    }),
  ],
})

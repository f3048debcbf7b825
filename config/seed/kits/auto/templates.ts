import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import {
  ask,
  atPlace,
  byPhone,
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

const models = {
  tree: [
    { label: '轿车', children: [{ label: '标准版' }, { label: '长续航版' }] },
    { label: '越野', children: [{ label: '五座' }, { label: '七座' }] },
  ],
}
const plate = ask('plate', '车牌号', 'text', {
  pattern: '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}',
  patternSays: '如 浙A12345',
  isForCustomer: true,
})

export const firstCare = template('auto-first-care', '首次保养', {
  category: 'maintenance',
  businessType: 'auto.care',
  priority: 'normal',
  agreedMinutes: 90,
  fields: [
    ...byPhone,
    ask('car', '车型', 'cascade', { ...models, prefill: 'lastTicket.answer', isForCustomer: true }),
    plate,
    ask('vin', '车架号', 'scan', { prefill: 'device.serial' }),
    ask('mileage', '里程', 'number', { min: 0, max: 1_000_000, digits: 0, unit: '公里', isForCustomer: true }),
    wished,
    ask('items', '保养项目', 'choices', {
      options: ['机油机滤', '空调滤芯', '刹车油', '轮胎换位', '电池检测'],
      isForCustomer: true,
    }),
    remark,
    procedure('steps', '保养步骤', [
      ['walk', '环车检查', 'photo'],
      ['change', '更换油液滤芯'],
      ['scan', '读取故障码'],
      ['torque', '轮胎螺栓扭矩'],
      ['wash', '洗车交付'],
    ]),
    partsUsed,
    signed,
  ],
  rules: [
    ruleOf(
      { '>': [{ var: 'mileage' }, 10_000] },
      [{ action: 'warn', target: 'mileage', says: '已超过首保里程，请核对质保条款' }],
      { name: '超过首保里程' },
    ),
  ],
})

export const followUp = template('auto-follow-up', '试驾回访', {
  category: 'consultation',
  businessType: 'auto.sales',
  priority: 'normal',
  agreedMinutes: 30,
  fields: [
    ...byPhone,
    ask('car', '意向车型', 'cascade', models),
    ask('feeling', '试驾感受', 'rating', { max: 5 }),
    pick('intent', '购车意向', ['已订车', '一个月内', '三个月内', '再看看', '已买别的']),
    ask('deliverOn', '交车日期', 'date'),
    ask('rivals', '对比车型', 'text'),
    ask('nextAt', '下次联系', 'dateTime'),
    remark,
  ],
  rules: [
    ruleOf(
      when('intent', '已订车'),
      [
        { action: 'require', targets: ['deliverOn'] },
        { action: 'followUp', templateId: 'auto-first-care', afterDays: 90, says: '交车三个月，邀请首次保养' },
      ],
      { name: '订车后首保' },
    ),
    ruleOf({ '!=': [{ var: 'intent' }, '已订车'] }, [{ action: 'hide', targets: ['deliverOn'] }], { name: '没订车' }),
  ],
})

export const testDrive = template('auto-test-drive', '试驾预约', {
  isPreset: true,
  category: 'consultation',
  businessType: 'auto.drive',
  priority: 'high',
  agreedMinutes: 60,
  flowCode: 'auto-test-drive',
  fields: [
    ...byPhone,
    ask('car', '试驾车型', 'cascade', { ...models, required: true, isForCustomer: true }),
    ask('driveAt', '试驾时间', 'dateTime', { required: true, prefill: 'text.appointment', isForCustomer: true }),
    pick('licence', '驾照', ['满一年', '不满一年', '没有'], { required: true, isForCustomer: true }),
    ask('licencePhoto', '驾照照片', 'photo', { max: 2, stage: 'finish' }),
    ask('route', '路线', 'choice', { options: ['城区', '高架', '试车场'] }),
    ask('companions', '同行人数', 'number', { min: 0, max: 6, digits: 0, unit: '人' }),
    ask('consultant', '销售顾问', 'staff'),
    remark,
    procedure('steps', '试驾步骤', [
      ['agreement', '签试驾协议', 'photo'],
      ['explain', '讲解车辆与路线'],
      ['drive', '试驾'],
      ['inspect', '环车检查', 'photo'],
    ]),
    signed,
  ],
  rules: [
    ruleOf(
      when('licence', '没有', '不满一年'),
      [
        { action: 'warn', target: 'licence', says: '只能试乘，由销售顾问驾驶' },
        { action: 'addTag', tag: '试乘' },
      ],
      { name: '只能试乘' },
    ),
    ruleOf(true, [{ action: 'followUp', templateId: 'auto-follow-up', afterDays: 3, says: '试驾三天后回访' }], {
      name: '三天后回访',
    }),
  ],
})

export const charger = template('auto-charger', '充电桩安装', {
  isPreset: true,
  category: 'install',
  businessType: 'auto.charger',
  priority: 'normal',
  agreedMinutes: 180,
  reopenDays: 30,
  flowCode: 'auto-charger',
  groups: [
    { key: 'site', label: '勘测', columns: 2 },
    { key: 'work', label: '施工' },
  ],
  fields: [
    ...atPlace,
    ...ofDevice,
    pick('power', '功率', ['7 千瓦', '11 千瓦', '21 千瓦'], { required: true, isForCustomer: true }),
    pick('parking', '车位', ['产权车位', '租赁车位', '自家院内'], { required: true, isForCustomer: true }),
    pick('consent', '物业同意书', ['已取得', '办理中', '不需要'], { required: true, isForCustomer: true }),
    ...grouped('site', [
      pick('supply', '取电', ['物业表箱', '电力公司单独报装', '自家配电箱'], { isLocal: true }),
      ask('cable', '电缆长度', 'number', { min: 0, max: 300, digits: 1, unit: '米' }),
      ask('surcharge', '超长电缆费', 'computed', {
        formula: { '*': [{ max: [0, { '-': [{ var: ['cable', 0] }, 30] }] }, 60] },
        digits: 0,
        unit: '元',
      }),
      ask('flood', '防水防涝措施', 'choice', { options: ['抬高安装', '加防雨棚', '不需要'], isLocal: true }),
      ask('insulation', '低温线缆', 'choice', { options: ['需要', '不需要'], isLocal: true }),
    ]),
    pictures,
    wished,
    ...grouped('work', [
      procedure('steps', '施工步骤', [
        ['off', '断电验电', 'photo'],
        ['lay', '敷设线缆', 'photo'],
        ['earth', '接地电阻不大于 4 欧', 'photo'],
        ['leak', '漏电保护动作测试'],
        ['charge', '车辆试充 10 分钟', 'photo'],
      ]),
      signed,
    ]),
  ],
  rules: [
    ruleOf(
      when('power', '21 千瓦'),
      [
        { action: 'addTag', tag: '三相电' },
        { action: 'require', targets: ['supply'] },
      ],
      { name: '三相电' },
    ),
    ruleOf(when('parking', '自家院内'), [{ action: 'options', target: 'consent', options: ['不需要'] }], {
      name: '不需要物业同意',
    }),
  ],
  variants: [
    {
      name: '台风地区',
      regions: ['33', '35', '44', '46'],
      months: [6, 7, 8, 9, 10],
      changes: { flood: { required: true } },
    },
    { name: '严寒地区', regions: ['15', '22', '23'], changes: { insulation: { required: true } } },
  ],
})

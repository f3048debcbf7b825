import type { TemplateView } from '../../shared/templates/api'
import type { Answers, Field } from '../../shared/templates/fields'
import { ruleOf } from '../../shared/templates/rules'
import { template } from './samples'

const fields: Field[] = [
  { key: 'text', label: '标题', kind: 'text', required: true },
  { key: 'longText', label: '情况说明', kind: 'longText', required: false },
  { key: 'number', label: '楼层', kind: 'number', required: false, unit: '层', min: -3, max: 99 },
  { key: 'money', label: '预计费用', kind: 'money', required: false },
  { key: 'choice', label: '故障现象', kind: 'choice', required: false, options: ['漏水', '不制冷', '异响'] },
  {
    key: 'choices',
    label: '现场条件',
    kind: 'choices',
    required: false,
    options: ['已打孔', '需要支架', '需要加长铜管', '需要高空作业', '旧机拆除', '需要吊车', '夜间施工'],
  },
  {
    key: 'cascade',
    label: '产品分类',
    kind: 'cascade',
    required: false,
    tree: [{ label: '空调', children: [{ label: '挂机' }, { label: '柜机' }] }, { label: '洗衣机' }],
  },
  { key: 'rating', label: '紧急感受', kind: 'rating', required: false, max: 5 },
  { key: 'date', label: '到货日期', kind: 'date', required: false, group: 'when' },
  { key: 'time', label: '方便的时刻', kind: 'time', required: false, group: 'when' },
  { key: 'dateTime', label: '期望上门', kind: 'dateTime', required: false, group: 'when' },
  { key: 'duration', label: '预计用时', kind: 'duration', required: false, group: 'when' },
  { key: 'phone', label: '联系电话', kind: 'phone', required: false, prefill: 'customer.phone', group: 'who' },
  { key: 'idNumber', label: '身份证号', kind: 'idNumber', required: false, group: 'who' },
  { key: 'region', label: '所在地区', kind: 'region', required: false, group: 'who' },
  { key: 'address', label: '服务地址', kind: 'address', required: false, group: 'who' },
  { key: 'introducer', label: '介绍客户', kind: 'customer', required: false, group: 'who' },
  { key: 'staff', label: '对接同事', kind: 'staff', required: false, group: 'who' },
  { key: 'machine', label: '设备', kind: 'device', required: false, group: 'who' },
  { key: 'parts', label: '预带配件', kind: 'parts', required: false, group: 'who' },
  { key: 'scan', label: '机身编号', kind: 'scan', required: false, group: 'proof' },
  { key: 'photo', label: '现场照片', kind: 'photo', required: false, group: 'proof' },
  { key: 'video', label: '现场视频', kind: 'video', required: false, group: 'proof' },
  { key: 'file', label: '资料', kind: 'file', required: false, group: 'proof' },
  { key: 'voice', label: '语音说明', kind: 'voice', required: false, group: 'proof' },
  { key: 'signature', label: '委托签名', kind: 'signature', required: false, group: 'proof' },
  {
    key: 'checklist',
    label: '上门前检查',
    kind: 'checklist',
    required: false,
    group: 'steps',
    steps: [
      { key: 'call', label: '已电话确认', needsPhoto: false },
      { key: 'site', label: '现场已断电', hint: '拍下配电箱', needsPhoto: true },
    ],
  },
  {
    key: 'table',
    label: '损坏清单',
    kind: 'table',
    required: false,
    group: 'steps',
    columns: [
      { key: 'item', label: '项目', kind: 'text', required: true },
      { key: 'quantity', label: '数量', kind: 'number', required: false },
    ],
  },
  {
    key: 'computed',
    label: '费用的一半',
    kind: 'computed',
    required: false,
    group: 'steps',
    formula: { '/': [{ var: 'money' }, 200] },
    digits: 2,
    unit: '元',
  },
  { key: 'guide', label: '提交之后', kind: 'guide', required: false, group: 'steps', says: '30 分钟内有人联系您。' },
]

export const allKinds: TemplateView = {
  ...template,
  id: 't-all',
  name: '全部字段',
  body: {
    ...template.body,
    fields,
    groups: [
      { key: 'when', label: '时间', columns: 1 },
      { key: 'who', label: '人和地点', columns: 1 },
      { key: 'proof', label: '凭证', columns: 1 },
      { key: 'steps', label: '步骤', columns: 1, isCollapsed: true },
    ],
    rules: [],
    variants: [],
  },
}

/** What the test fills in; the telephone comes from the record and is not sent. */
export const filled: Answers = {
  text: '空调漏水',
  longText: '客厅挂机滴水',
  number: 12,
  money: 12_850,
  choice: '漏水',
  choices: ['需要支架', '夜间施工'],
  cascade: ['空调', '柜机'],
  rating: 4,
  date: '2026-11-25',
  time: '09:30',
  dateTime: '2026-11-26T14:00:00+08:00',
  duration: 90,
  idNumber: '11010519491231002X',
  region: '330106',
  address: { regionCode: '330106', detail: '文三路 1 号', lat: 30.28, lng: 120.13 },
  introducer: 'c-1',
  staff: 'p-2',
  machine: 'd-1',
  parts: [{ partId: 'F-34', name: '滤网', quantity: 2 }],
  scan: 'SN-778',
  photo: ['file-1'],
  video: ['file-2'],
  file: ['file-3'],
  voice: ['file-4'],
  signature: 'file-5',
  checklist: { call: { isDone: true, fileIds: [], note: '' }, site: { isDone: true, fileIds: ['file-6'], note: '' } },
  table: [{ item: '外壳', quantity: 1 }],
}

const questions = 200

/** Two hundred questions of the cheaper kinds, and a rule that shows one of them when another says so. */
export const longForm: TemplateView = {
  ...template,
  id: 't-long',
  name: '二百个字段',
  body: {
    ...template.body,
    fields: Array.from({ length: questions }, (_, index): Field => {
      const kind = (['text', 'number', 'choice', 'phone'] as const)[index % 4] ?? 'text'
      return {
        key: `f${index}`,
        label: `第 ${index + 1} 项`,
        kind,
        required: index === questions - 1,
        ...(kind === 'choice' && { options: ['是', '否', '不确定'] }),
        ...(index >= 40 && { group: `g${Math.floor(index / 40)}` }),
      }
    }),
    groups: [1, 2, 3, 4].map(n => ({ key: `g${n}`, label: `第 ${n + 1} 部分`, columns: 1 })),
    rules: [ruleOf({ '==': [{ var: 'f0' }, '隐藏'] }, [{ action: 'hide', targets: ['f1', 'f2'] }])],
    variants: [],
  },
}

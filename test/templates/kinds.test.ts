import * as z from 'zod/mini'
import { type Answer, answer, type Field, type FieldKind, fieldKinds } from '../../shared/templates/fields'
import { kindOf } from '../../shared/templates/kinds'
import { commonSettings, shelves } from '../../shared/templates/kinds/record'
import { problemsOfTemplate } from '../../shared/templates/problems'
import * as fc from '../support/random'

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
  key: 'it',
  label: '这一项',
  kind,
  required: false,
  ...kindOf[kind].starts(),
  ...more,
})

/** The settings that the tables below count on. */
const settings: Partial<Record<FieldKind, Partial<Field>>> = {
  text: { max: 20 },
  number: { min: -5, max: 100, digits: 1, unit: '℃' },
  choice: { options: ['甲', '乙'] },
  choices: { options: ['甲', '乙', '丙'], max: 2 },
  cascade: { tree: [{ label: '家电', children: [{ label: '空调' }, { label: '冰箱' }] }, { label: '其他' }] },
  duration: { max: 600 },
  photo: { min: 1, max: 2 },
  checklist: {
    steps: [
      { key: 'power', label: '断电', needsPhoto: false },
      { key: 'drain', label: '排水', needsPhoto: true },
    ],
  },
  table: {
    columns: [
      { key: 'item', label: '项目', kind: 'text', required: true },
      { key: 'price', label: '单价', kind: 'money', required: false },
      { key: 'colour', label: '颜色', kind: 'choice', required: false, options: ['红', '白'] },
    ],
    max: 2,
  },
}
const given = (kind: FieldKind, more: Partial<Field> = {}): Field => field(kind, { ...settings[kind], ...more })

const done = { isDone: true, fileIds: ['f1'], note: '' }

const fitting: Record<FieldKind, Answer[]> = {
  text: ['不制冷', '12345678901234567890'],
  longText: ['第一行\n第二行'],
  number: [0, -3, 2.5, 100],
  money: [0, 12_345],
  choice: ['甲'],
  choices: [['甲'], ['乙', '甲']],
  cascade: [['家电', '空调'], ['其他']],
  rating: [1, 5],
  date: ['2026-11-23', '2024-02-29'],
  time: ['00:00', '23:59'],
  dateTime: ['2026-11-23T09:00:00+08:00', '2026-11-23T01:00:00Z', '2026-11-23T09:00+08:00'],
  duration: [0, 90],
  phone: ['13900000101', '0571-88123456', '+86 139 0000 0101', '139****0101'],
  idNumber: ['11010519491231002X', '440524188001010014'],
  region: ['330106', '810000'],
  address: [
    { regionCode: '330106', detail: '文三路 188 号', lat: 30.28, lng: 120.13 },
    { regionCode: null, detail: '村口', lat: null, lng: null },
    { detail: '村口' },
  ],
  customer: ['customer01'],
  staff: ['engineer1'],
  device: ['device01'],
  parts: [[{ partId: 'FAN-01', name: '风扇', quantity: 1 }]],
  scan: ['AC230815-0012'],
  photo: [['file1'], ['file1', 'file2']],
  video: [['file1']],
  file: [['file1']],
  voice: [['file1']],
  signature: ['file1'],
  checklist: [{ power: { isDone: true, fileIds: [], note: '' } }, { drain: done }, { drain: { isDone: false } }],
  table: [
    [{ item: '检查' }],
    [
      { item: '检查', price: 5000, colour: '红' },
      { item: '加氟', price: null },
    ],
  ],
  computed: ['一', 3.5],
  guide: [],
}

const unfitting: Record<FieldKind, Answer[]> = {
  text: [7, true, ['甲'], '123456789012345678901'],
  longText: [7, 'x'.repeat(5001)],
  number: ['三', Number.NaN, Number.POSITIVE_INFINITY, true, 2.55, 101, -6],
  money: [12.5, '12', -1, 2e11],
  choice: ['丙', 7, ['甲']],
  choices: [['甲', '丁'], '甲', ['甲', '甲'], ['甲', '乙', '丙']],
  cascade: [['家电'], ['家电', '电视'], ['空调'], ['其他', '空调'], '其他'],
  rating: [0, 6, 2.5, '5'],
  date: ['23/11/2026', '2026-11-23T09:00:00+08:00', 20261123, '2026-02-30', '2026-13-01', '2025-02-29'],
  time: ['24:00', '9:30', '09:60', 930],
  dateTime: ['明天', 7, '2026-11-23', '2026-02-30T09:00:00+08:00', '2026-11-23T09:00:00'],
  duration: [-1, 1.5, '90', 601],
  phone: ['不知道', '12', 13900000101],
  idNumber: ['110105194912310021', '11010519491331002X', '11010519490229002X', '123', 7],
  region: ['3301', '990000', 330106],
  address: [
    '文三路',
    { regionCode: '330106', detail: '' },
    { detail: '路', lat: 30 },
    { detail: '路', lat: 91, lng: 0 },
  ],
  customer: [['customer01'], 'x'.repeat(65)],
  staff: [7],
  device: [['device01']],
  parts: [
    'FAN',
    [{ partId: 'FAN-01', name: '风扇', quantity: 0 }],
    [{ partId: 'FAN-01', name: '风扇', quantity: 1.5 }],
    [{ partId: '', name: '风扇', quantity: 1 }],
    [
      { partId: 'FAN-01', name: '风扇', quantity: 1 },
      { partId: 'FAN-01', name: '风扇', quantity: 2 },
    ],
  ],
  scan: [7, 'x'.repeat(201)],
  photo: ['file1', 7, ['file1', 'file2', 'file3'], ['file1', 'file1']],
  video: ['file1', Array.from({ length: 11 }, (_, at) => `f${at}`)],
  file: ['file1'],
  voice: ['file1'],
  signature: [['file1'], 7],
  checklist: ['做完了', { strange: done }, { power: true }, { drain: { isDone: true, fileIds: [] } }],
  table: [
    '一行',
    [{ price: 5000 }],
    [{ item: '检查', price: 0.5 }],
    [{ item: '检查', colour: '黑' }],
    [{ item: '检查', strange: 1 }],
    [{ item: '一' }, { item: '二' }, { item: '三' }],
  ],
  computed: [['甲']],
  guide: ['有话要说'],
}

describe.each(fieldKinds)('a %s', kind => {
  const record = kindOf[kind]

  test('takes what fits', () => {
    for (const value of fitting[kind]) {
      expect([value, record.complaint(value, given(kind))]).toEqual([value, null])
      expect(z.safeParse(answer, value).success).toBe(true)
    }
  })

  test('says in words what does not fit', () => {
    for (const value of unfitting[kind]) {
      expect([value, record.complaint(value, given(kind))]).toEqual([
        value,
        expect.stringMatching(/[\u4e00-\u9fa5]{2}/),
      ])
    }
  })

  test('is empty where nothing was said, and knows its own emptiness', () => {
    for (const nothing of [undefined, null, '', [], {}, record.empty]) expect(record.isEmpty(nothing)).toBe(true)
    for (const value of fitting[kind]) expect(record.isEmpty(value)).toBe(false)
  })

  test('reads what it holds as it is, and prints it', () => {
    for (const value of fitting[kind].filter(one => typeof one !== 'boolean')) {
      const read = record.read(value, given(kind))
      expect(record.complaint(read, given(kind))).toBeNull()
      expect(record.print(value, given(kind))).not.toBe('')
    }
  })

  test('starts with settings that can be published', () => {
    const formula = kind === 'computed' ? { formula: { '+': [1, 2] } } : {}
    const body = { fields: [field(kind, formula)], groups: [], rules: [], variants: [] }
    expect(problemsOfTemplate(body)).toEqual([])
    expect(shelves).toContain(record.shelf)
    expect(record.settings.filter(setting => (commonSettings as readonly string[]).includes(setting))).toEqual([])
  })

  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), raw => {
        const value = raw as Answer
        for (const one of [given(kind), field(kind, { options: undefined, columns: undefined } as never)]) {
          record.read(raw, one)
          record.isEmpty(value)
          expect(record.complaint(value, one) ?? '').toEqual(expect.any(String))
          record.print(value, one)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('what people type', () => {
  test.each<[FieldKind, unknown, Answer]>([
    ['text', '  不制冷 ', '不制冷'],
    ['text', '   ', null],
    ['number', '１２．５', 12.5],
    ['number', '1,200 ℃', 1200],
    ['number', '十二', '十二'],
    ['money', '￥1,234.50 元', 123_450],
    ['money', '0.29', 29],
    ['money', '1.005', 100.5],
    ['money', 500, 500],
    ['duration', '1小时30分', 90],
    ['duration', '1.5 小时', 90],
    ['duration', '45 分钟', 45],
    ['duration', '20', 20],
    ['rating', '4 分', 4],
    ['choices', '甲、乙', ['甲', '乙']],
    ['cascade', '家电/空调', ['家电', '空调']],
    ['date', '2026年3月5日', '2026-03-05'],
    ['date', '2026/3/5', '2026-03-05'],
    ['time', '9:05', '09:05'],
    ['time', '下午3点半', '15:30'],
    ['time', '中午12点', '12:00'],
    ['dateTime', '2026-11-23 09:30', '2026-11-23T09:30:00+08:00'],
    ['dateTime', '2026年11月23日 下午3点', '2026-11-23T15:00:00+08:00'],
    ['phone', '１３９００００１０１', '1390000101'],
    ['idNumber', '11010519491231002x', '11010519491231002X'],
    ['address', '文三路 188 号', { regionCode: null, detail: '文三路 188 号', lat: null, lng: null }],
    ['guide', '什么', null],
  ])('in a %s, %j is read as %j', (kind, raw, expected) => {
    expect(kindOf[kind].read(raw, given(kind))).toEqual(expected)
  })
})

describe('in print', () => {
  test.each<[FieldKind, Answer, string]>([
    ['number', 12.5, '12.5 ℃'],
    ['money', 123_450, '¥1,234.50'],
    ['choices', ['甲', '乙'], '甲、乙'],
    ['cascade', ['家电', '空调'], '家电 / 空调'],
    ['rating', 4, '4 分（满分 5）'],
    ['date', '2026-03-05', '2026年3月5日'],
    ['dateTime', '2026-11-22T17:05:00Z', '2026年11月23日 01:05'],
    ['duration', 90, '1 小时 30 分'],
    ['region', '330106', '西湖区'],
    ['address', { regionCode: '330106', detail: '文三路 188 号' }, '西湖区 文三路 188 号'],
    ['device', 'device01', '客厅空调'],
    ['device', 'constructor', 'constructor'],
    ['parts', [{ partId: 'FAN', name: '风扇', quantity: 2 }], '风扇 ×2'],
    ['photo', ['a', 'b'], '2 张照片'],
    ['signature', 'a', '已签名'],
    ['checklist', { power: done }, '完成 1 / 2 步'],
    ['table', [{ item: '检查', price: 5000 }, { item: '加氟' }], '项目 检查，单价 ¥50.00；项目 加氟'],
  ])('a %s of %j is %s', (kind, value, expected) => {
    const names = { '330106': '西湖区', device01: '客厅空调' }
    expect(kindOf[kind].print(value, given(kind), names)).toBe(expected)
  })
})

test('a checklist that must be filled in is done to its last step', () => {
  const must = given('checklist', { required: true })
  expect(kindOf.checklist.complaint({ power: done }, must)).toBe('请完成「排水」')
  expect(kindOf.checklist.complaint({ power: done, drain: done }, must)).toBeNull()
})

test('every kind that is asked has a row of what fits and what does not', () => {
  for (const kind of fieldKinds) {
    expect([kind, fitting[kind].length > 0 || kind === 'guide']).toEqual([kind, true])
    expect([kind, unfitting[kind].length > 0]).toEqual([kind, true])
  }
  expect(fieldKinds).toHaveLength(30)
})

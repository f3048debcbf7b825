import * as fc from 'fast-check'
import { problemsOf } from '../../shared/templates/answers'
import { type Answer, type Answers, type Field, type FieldKind, fieldKinds } from '../../shared/templates/fields'

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
  key: 'it',
  label: '这一项',
  kind,
  required: false,
  options: ['甲', '乙'],
  ...more,
})
const codesFor = (one: Field, value: Answer | undefined): string[] =>
  problemsOf([one], value === undefined ? {} : { it: value }).map(({ code }) => code)

const fitting: Record<FieldKind, Answer[]> = {
  text: ['不制冷'],
  longText: ['第一行\n第二行'],
  number: [0, -3, 2.5],
  choice: ['甲'],
  choices: [['甲'], ['乙', '甲']],
  date: ['2026-11-23'],
  dateTime: ['2026-11-23T09:00:00+08:00'],
  phone: ['13900000101', '0571-88123456', '+86 139 0000 0101'],
  photo: [['file1', 'file2']],
  scan: ['AC230815-0012'],
  device: ['device01'],
}
const unfitting: Record<FieldKind, Answer[]> = {
  text: [7, true, ['甲']],
  longText: [7],
  number: ['三', Number.NaN, Number.POSITIVE_INFINITY, true],
  choice: ['丙', 7, ['甲']],
  choices: [['甲', '丙'], '甲'],
  date: ['23/11/2026', '2026-11-23T09:00:00+08:00', 20261123],
  dateTime: ['明天', 7],
  phone: ['不知道', '12', 13900000101],
  photo: ['file1', 7],
  scan: [7],
  device: [['device01']],
}

describe.each(fieldKinds)('a %s field', kind => {
  test('takes what fits', () => {
    for (const value of fitting[kind]) expect([value, codesFor(field(kind), value)]).toEqual([value, []])
  })

  test('names what does not fit, with a reason', () => {
    for (const value of unfitting[kind]) {
      const [problem] = problemsOf([field(kind)], { it: value })
      expect(problem).toMatchObject({ code: 'template.answer_invalid', details: { key: 'it', label: '这一项' } })
      expect(problem?.details.reason).toMatch(/请|不对/)
    }
  })

  test('may stay empty unless it is required', () => {
    for (const nothing of [undefined, null, '', []]) {
      expect(codesFor(field(kind), nothing)).toEqual([])
      expect(codesFor(field(kind, { required: true }), nothing)).toEqual(['template.answer_missing'])
    }
  })
})

describe('a form', () => {
  const form: Field[] = [
    field('phone', { key: 'phone', label: '联系电话', required: true }),
    field('choice', { key: 'symptom', label: '故障现象', options: ['不制冷', '漏水'] }),
    field('text', { key: 'address', label: '服务地址', required: true }),
  ]

  test('tells everything that is wrong at once, strangers first, then in the order of the fields', () => {
    const answers: Answers = { colour: '红', symptom: '冒烟' }
    expect(problemsOf(form, answers).map(({ code, details }) => [code, details.label])).toEqual([
      ['template.answer_unknown', 'colour'],
      ['template.answer_missing', '联系电话'],
      ['template.answer_invalid', '故障现象'],
      ['template.answer_missing', '服务地址'],
    ])
  })

  test('has nothing against a valid filling', () => {
    expect(problemsOf(form, { phone: '13900000101', symptom: '漏水', address: '文三路 188 号' })).toEqual([])
  })

  test('finds a problem for a key exactly if no field has it', () => {
    const key = fc.constantFrom('phone', 'symptom', 'address', 'colour', 'constructor', 'size')
    fc.assert(
      fc.property(fc.uniqueArray(key), keys => {
        const answers = Object.fromEntries(keys.map(one => [one, null]))
        const unknown = problemsOf(form, answers).filter(({ code }) => code === 'template.answer_unknown')
        expect(unknown.map(({ details }) => details.key)).toEqual(
          keys.filter(one => !['phone', 'symptom', 'address'].includes(one)),
        )
      }),
    )
  })
})

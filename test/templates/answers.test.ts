import { initialAnswers } from '../../shared/templates/answers'
import { evaluateForm, type FormError } from '../../shared/templates/evaluate'
import type { Answers, Field, FieldKind } from '../../shared/templates/fields'
import * as fc from '../support/random'

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
  key: 'it',
  label: '这一项',
  kind,
  required: false,
  ...more,
})

/** What keeps these answers from filling a form without rules. */
const errorsIn = (fields: Field[], answers: Answers): FormError[] =>
  evaluateForm({ fields, groups: [], rules: [], variants: [] }, answers, {}).errors

describe('a form', () => {
  const form: Field[] = [
    field('phone', { key: 'phone', label: '联系电话', required: true }),
    field('choice', { key: 'symptom', label: '故障现象', options: ['不制冷', '漏水'] }),
    field('text', { key: 'address', label: '服务地址', required: true }),
  ]

  test('tells everything that is wrong at once, strangers first, then in the order of the fields', () => {
    const answers: Answers = { colour: '红', symptom: '冒烟' }
    expect(errorsIn(form, answers).map(({ code, details }) => [code, details.label])).toEqual([
      ['template.answer_unknown', 'colour'],
      ['template.answer_missing', '联系电话'],
      ['template.answer_invalid', '故障现象'],
      ['template.answer_missing', '服务地址'],
    ])
  })

  test('has nothing against a valid filling', () => {
    expect(errorsIn(form, { phone: '13900000101', symptom: '漏水', address: '文三路 188 号' })).toEqual([])
  })

  test('may stay empty where it is not demanded', () => {
    for (const nothing of [null, '', []]) {
      expect(errorsIn([field('photo')], { it: nothing })).toEqual([])
      expect(errorsIn([field('photo', { required: true })], { it: nothing })).toMatchObject([
        { code: 'template.answer_missing', details: { key: 'it', label: '这一项' } },
      ])
    }
  })

  test('finds a problem for a key exactly if no field has it', () => {
    const key = fc.constantFrom('phone', 'symptom', 'address', 'colour', 'constructor', 'size')
    fc.assert(
      fc.property(fc.uniqueArray(key), keys => {
        const answers = Object.fromEntries(keys.map(one => [one, null]))
        const unknown = errorsIn(form, answers).filter(({ code }) => code === 'template.answer_unknown')
        expect(unknown.map(({ details }) => details.key)).toEqual(
          keys.filter(one => !['phone', 'symptom', 'address'].includes(one)),
        )
      }),
    )
  })

  test('begins with the values that its fields start with, if they are sound', () => {
    const fields = [
      field('number', { key: 'floor', initial: 3 }),
      field('choice', { key: 'symptom', options: ['漏水'], initial: '冒烟' }),
      field('date', { key: 'day' }),
    ]
    expect(initialAnswers(fields)).toEqual({ floor: 3 })
  })
})

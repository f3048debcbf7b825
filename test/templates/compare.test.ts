import { compareTemplates } from '../../shared/templates/compare'
import { ruleOf } from '../../shared/templates/rules'
import * as fc from '../support/random'
import { anyBody, bodyOf } from './samples'

const field = (key: string, label: string, more: object = {}) => ({ key, label, kind: 'text' as const, ...more })
const told = (before: unknown, after: unknown) =>
  compareTemplates({ name: '甲', isPreset: false, body: before }, { name: '甲', isPreset: false, body: after }).map(
    ({ kind, path, label, before: from, after: to }) => [kind, path, label, from, to],
  )

describe('the difference between two versions', () => {
  test('is told by keys, in words: what came, went, changed and moved', () => {
    const before = bodyOf({
      fields: [field('a', '桩号'), field('b', '枪数'), field('c', '说明'), field('d', '照片', { kind: 'photo' })],
      rules: [ruleOf({ var: 'a' }, [{ action: 'addTag', tag: '急' }], { name: '加急' })],
    })
    const after = bodyOf({
      agreedMinutes: 90,
      fields: [field('c', '说明'), field('a', '桩编号', { required: true }), field('b', '枪数'), field('e', '电压')],
      rules: [ruleOf({ var: 'b' }, [{ action: 'addTag', tag: '急' }], { name: '加急' })],
    })
    expect(told(before, after)).toEqual([
      ['changed', 'agreedMinutes', '约定工时', '60', '90'],
      ['removed', 'fields.d', '字段「照片」', '照片', null],
      ['added', 'fields.e', '字段「电压」', null, '电压'],
      ['moved', 'fields.c', '字段「说明」', '第 3 位', '第 1 位'],
      ['changed', 'fields.a.label', '字段「桩编号」的名称', '桩号', '桩编号'],
      ['changed', 'fields.a.required', '字段「桩编号」的必填', '否', '是'],
      ['changed', 'rules.加急.when', '规则「加急」的条件', '{"var":"a"}', '{"var":"b"}'],
    ])
  })

  test('is nothing between a version and itself', () => {
    fc.assert(fc.property(anyBody, body => expect(told(body, structuredClone(body))).toEqual([])))
  })

  test('moves no more fields than must move', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const bodyIn = (order: readonly string[]) => bodyOf({ fields: order.map(key => field(key, key)) })
    const isIn = (order: readonly string[]) => order.every((key, at) => at === 0 || (order[at - 1] ?? '') < key)
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), order => {
        const moved = told(bodyIn(keys), bodyIn(order)).map(([, path]) => String(path).slice('fields.'.length))
        expect(isIn(order.filter(key => !moved.includes(key)))).toBe(true)
        const fewer = moved.map(spared => order.filter(key => key === spared || !moved.includes(key)))
        expect(fewer.some(isIn)).toBe(false)
      }),
    )
  })

  test('is told of drafts too, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.oneof(anyBody, fc.record({ fields: fc.jsonValue(), rules: fc.jsonValue() })),
        (one, other) => {
          for (const { label } of compareTemplates(
            { name: '甲', isPreset: false, body: one },
            { name: '乙', isPreset: true, body: other },
          )) {
            expect(label.length).toBeGreaterThan(0)
          }
        },
      ),
    )
  })
})

import type { TemplateAction } from '../../shared/templates/actions'
import type { Logic } from '../../shared/templates/conditions'
import { evaluateForm, type Form, type FormBody, type FormContext, variantOf } from '../../shared/templates/evaluate'
import type { Answer, Answers, Field, FieldKind } from '../../shared/templates/fields'
import { problemsOfCycles } from '../../shared/templates/problems/cycles'
import { ruleOf } from '../../shared/templates/rules'
import * as fc from '../support/random'
import { anyAnswers, anyBody, anyContext, rankedBody } from './arbitraryForms'
import { naiveForm } from './naive'

const field = (key: string, kind: FieldKind, more: Partial<Field> = {}): Field => ({
  key,
  label: `「${key}」`,
  kind,
  required: false,
  ...more,
})
const form = (fields: Field[], rules: [Logic, ...TemplateAction[]][] = [], more: Partial<FormBody> = {}): FormBody => ({
  fields,
  groups: [],
  rules: rules.map(([when, ...then]) => ruleOf(when, then)),
  variants: [],
  ...more,
})
const symptom = field('symptom', 'choice', { label: '故障现象', options: ['漏水', '异响', '其他'] })
const is = (key: string, value: unknown): Logic => ({ '==': [{ var: key }, value] })
const codes = ({ errors }: Form): string[] => errors.map(({ key, code }) => `${key} ${code}`)
const evaluated = (body: FormBody, answers: Answers, context: FormContext = {}): Form =>
  evaluateForm(body, answers, context)

describe('a form', () => {
  const code = field('code', 'text', { label: '故障代码' })

  test('shows a field that a rule shows only while the rule holds, and hides its value otherwise', () => {
    const body = form([symptom, code], [[is('symptom', '异响'), { action: 'show', targets: ['code'] }]])
    expect(evaluated(body, {})).toMatchObject({ visible: ['symptom'], values: {}, errors: [] })
    const shown = evaluated(body, { symptom: '异响', code: 'E5' })
    expect(shown).toMatchObject({ visible: ['symptom', 'code'], values: { symptom: '异响', code: 'E5' }, errors: [] })
    const hidden = evaluated(body, { symptom: '漏水', code: 'E5' })
    expect(hidden.values).toEqual({ symptom: '漏水' })
    expect(hidden.errors).toEqual([
      {
        key: 'code',
        code: 'template.answer_hidden',
        message: '「故障代码」在当前情况下不用填写，请清空后再提交',
        details: { key: 'code', label: '故障代码' },
      },
    ])
  })

  test('hides a field that a rule hides; of two rules that hold the later wins', () => {
    const hide: [Logic, TemplateAction] = [is('symptom', '漏水'), { action: 'hide', targets: ['code'] }]
    const show: [Logic, TemplateAction] = [{ isFilled: { var: 'symptom' } }, { action: 'show', targets: ['code'] }]
    expect(evaluated(form([symptom, code], [hide]), {}).visible).toEqual(['symptom', 'code'])
    expect(evaluated(form([symptom, code], [hide]), { symptom: '漏水' }).visible).toEqual(['symptom'])
    expect(evaluated(form([symptom, code], [hide, show]), { symptom: '漏水' }).visible).toEqual(['symptom', 'code'])
    expect(evaluated(form([symptom, code], [show, hide]), { symptom: '漏水' }).visible).toEqual(['symptom'])
  })

  test('hides what stands in a hidden group, shown or not', () => {
    const site = { key: 'site', label: '现场', columns: 1 }
    const inSite = { ...code, group: 'site' }
    const body = form(
      [symptom, inSite],
      [
        [is('symptom', '异响'), { action: 'show', targets: ['site'] }],
        [true, { action: 'show', targets: ['code'] }],
      ],
      { groups: [site] },
    )
    expect(evaluated(body, { code: 'E5' })).toMatchObject({ visible: ['symptom'], values: {} })
    expect(evaluated(body, { symptom: '异响', code: 'E5' }).values).toEqual({ symptom: '异响', code: 'E5' })
  })

  test('takes a hidden field for null in conditions, however deep the chain', () => {
    const chain = Array.from({ length: 30 }, (_, at) => field(`f${at}`, 'text'))
    // Against the order of the fields: each shows the one before it.
    const rules = chain.slice(1).map(({ key }, at): [Logic, TemplateAction] => {
      return [{ isFilled: { var: key } }, { action: 'show', targets: [`f${at}`] }]
    })
    const answers = Object.fromEntries(chain.map(({ key }) => [key, '有']))
    const all = form(chain, rules)
    expect(evaluated(all, answers).visible).toHaveLength(30)
    expect(evaluated(all, { ...answers, f29: '' }).visible).toEqual(['f29'])
    expect(evaluated(all, { ...answers, f15: '' }).visible).toEqual(chain.slice(15).map(({ key }) => key))
  })

  test('demands what is required now, names it, and never what is hidden or worked out', () => {
    const body = form(
      [symptom, { ...code, required: true }, field('sum', 'computed', { formula: null }), field('note', 'text')],
      [
        [
          is('symptom', '漏水'),
          { action: 'optional', targets: ['code'] },
          { action: 'require', targets: ['note', 'sum'] },
        ],
        [is('symptom', '其他'), { action: 'hide', targets: ['code'] }],
      ],
    )
    expect(codes(evaluated(body, { symptom: '异响' }))).toEqual(['code template.answer_missing'])
    expect(evaluated(body, { symptom: '漏水' })).toMatchObject({ required: ['note'] })
    expect(evaluated(body, { symptom: '漏水' }).errors).toMatchObject([{ message: '请填写「「note」」' }])
    expect(evaluated(body, { symptom: '其他' })).toMatchObject({ required: [], errors: [] })
  })

  test('sets only what is empty, computes whatever was said, and clears', () => {
    const amount = field('amount', 'number', { max: 100 })
    const body = form(
      [symptom, amount, field('total', 'money'), code],
      [
        [is('symptom', '漏水'), { action: 'set', target: 'amount', value: 3 }],
        [true, { action: 'compute', target: 'total', value: { '*': [{ var: 'amount' }, 33.335] } }],
        [is('symptom', '其他'), { action: 'clear', targets: ['code'] }],
      ],
    )
    expect(evaluated(body, { symptom: '漏水' }).values).toEqual({ symptom: '漏水', amount: 3, total: 100 })
    expect(evaluated(body, { symptom: '漏水', amount: 0 }).values).toEqual({ symptom: '漏水', amount: 0, total: 0 })
    expect(evaluated(body, { amount: 2, total: 9, code: 'E5' }).values).toEqual({ amount: 2, total: 67, code: 'E5' })
    expect(evaluated(body, { symptom: '其他', code: 'E5' })).toMatchObject({ values: { symptom: '其他' }, errors: [] })
  })

  test('leaves empty, with a word, what was worked out and is no answer', () => {
    const body = form(
      [symptom, field('day', 'date')],
      [
        [
          true,
          { action: 'compute', target: 'day', value: '明天' },
          { action: 'set', target: 'symptom', value: '爆炸' },
        ],
      ],
    )
    expect(evaluated(body, {})).toMatchObject({
      values: {},
      warnings: [
        { key: 'symptom', says: '「故障现象」算出的结果不合适，已留空' },
        { key: 'day', says: expect.stringContaining('已留空') },
      ],
      errors: [],
    })
  })

  test('computes formulas behind what they need, rounded, and ignores what was sent for them', () => {
    const body = form([
      field('gross', 'computed', { formula: { '*': [{ var: 'net' }, 1.06] }, digits: 2 }),
      field('net', 'computed', { formula: { '+': [{ var: 'units' }, 0.1, 0.2] } }),
      field('units', 'number'),
      field('words', 'computed', { formula: { cat: [{ var: 'units' }, ' 台'] } }),
      field('broken', 'computed', { formula: { '/': [1, 0] } }),
    ])
    const { values, errors } = evaluated(body, { units: 1, gross: 999 })
    expect(values).toEqual({ gross: 1.38, net: 1.3, units: 1, words: '1 台' })
    expect(errors).toEqual([])
  })

  test('narrows the choices, and says so when the answer is no longer among them', () => {
    const narrow: TemplateAction = { action: 'options', target: 'symptom', options: ['其他', '漏水', '没有的'] }
    const body = form([symptom, code], [[{ isFilled: { var: 'code' } }, narrow]])
    expect(evaluated(body, { symptom: '异响' })).toMatchObject({ options: {}, errors: [] })
    const narrowed = evaluated(body, { symptom: '异响', code: 'E5' })
    expect(narrowed.options).toEqual({ symptom: ['漏水', '其他'] })
    expect(narrowed.values.symptom).toBe('异响')
    expect(codes(narrowed)).toEqual(['symptom template.answer_invalid'])
  })

  test('warns, blocks, and collects what is to be done, each once', () => {
    const tag: TemplateAction = { action: 'addTag', tag: '高空' }
    const body = form(
      [symptom, code],
      [
        [
          true,
          tag,
          { action: 'warn', target: 'symptom', says: '高层请预约' },
          { action: 'setPriority', priority: 'high' },
        ],
        [
          is('symptom', '漏水'),
          tag,
          { action: 'block', says: '超出范围' },
          { action: 'setPriority', priority: 'critical' },
        ],
        [false, { action: 'redAlert', reason: '不会发生' }],
      ],
    )
    expect(evaluated(body, { symptom: '漏水' })).toMatchObject({
      warnings: [{ key: 'symptom', says: '高层请预约' }],
      blocks: [{ says: '超出范围' }],
      actions: [tag, { action: 'setPriority', priority: 'high' }, { action: 'setPriority', priority: 'critical' }],
      errors: [{ key: '', code: 'template.blocked', message: '超出范围', details: { says: '超出范围' } }],
    })
  })

  test('reads the ticket, the customer, the device, the region and the hour', () => {
    const rule = (when: Logic, tag: string): [Logic, TemplateAction] => [when, { action: 'addTag', tag }]
    const body = form(
      [symptom],
      [
        rule(is('ticket.priority', 'critical'), '急'),
        rule({ in: ['vip', { var: 'customer.tags' }] }, '贵宾'),
        rule({ '!': { var: 'device.inWarranty' } }, '出保'),
        rule({ inRegion: [{ var: 'regionCode' }, '33'] }, '浙江'),
        rule({ timeBetween: [{ now: [] }, '22:00', '06:00'] }, '夜间'),
      ],
    )
    const tags = (context: FormContext) =>
      evaluated(body, {}, context).actions.map(action => 'tag' in action && action.tag)
    expect(
      tags({
        ticket: { priority: 'critical' },
        customer: { tags: ['vip'] },
        device: { inWarranty: true },
        regionCode: '330106',
        at: '2026-11-22T15:00:00Z',
      }),
    ).toEqual(['急', '贵宾', '浙江', '夜间'])
    expect(tags({})).toEqual(['出保'])
  })

  test('names strangers and answers that a guide cannot have', () => {
    const body = form([symptom, field('words', 'guide', { says: '请先断电' })])
    const wrong = evaluated(body, { constructor: 1, words: '好' } as unknown as Answers)
    expect(codes(wrong)).toEqual(['constructor template.answer_unknown', 'words template.answer_invalid'])
    expect(wrong.values).toEqual({})
    expect(evaluated(form([field('constructor', 'text', { required: true })]), {}).errors).toHaveLength(1)
  })
})

describe('variants', () => {
  const local = field('wind', 'choice', { isLocal: true, options: ['东', '西'] })
  const body = form([symptom, local, field('fixed', 'text')], [], {
    variants: [
      { name: '浙江夏天', regions: ['3301', '33'], months: [6, 7], hidden: [], changes: { wind: { required: true } } },
      {
        name: '上海',
        regions: ['310000'],
        months: [],
        hidden: ['wind', 'fixed'],
        changes: { fixed: { required: true } },
      },
    ],
  })
  const july = '2026-06-30T16:30:00Z'

  test('apply in their regions and months, to local fields only', () => {
    expect(evaluated(body, {}, { regionCode: '330106', at: july }).required).toEqual(['wind'])
    expect(evaluated(body, {}, { regionCode: '330106', at: '2026-11-23T09:00:00+08:00' }).required).toEqual([])
    expect(evaluated(body, {}, { regionCode: '330106' }).required).toEqual([])
    expect(evaluated(body, {}, { at: july }).required).toEqual([])
    expect(evaluated(body, {}, { regionCode: '310101', at: july })).toMatchObject({
      visible: ['symptom', 'fixed'],
      required: [],
    })
  })

  test('refuse an answer to a question that is not asked there', () => {
    const given = evaluated(body, { wind: '东' }, { regionCode: '310101', at: july })
    expect([codes(given), given.values]).toEqual([['wind template.answer_hidden'], {}])
  })

  test('give the template as it is there', () => {
    const there = variantOf(body, { regionCode: '310101', at: july })
    expect(there.fields.map(({ key }) => key)).toEqual(['symptom', 'fixed'])
    expect(variantOf(body, { regionCode: '330106', at: july }).fields[1]).toMatchObject({ key: 'wind', required: true })
    expect(variantOf(body, {})).toBe(body)
  })
})

describe('rules that go round in circles', () => {
  test('are told as an error, and the form is still there', () => {
    const body = form(
      [field('a', 'text'), field('b', 'text'), symptom],
      [
        [{ isFilled: { var: 'a' } }, { action: 'hide', targets: ['b'] }],
        [{ isFilled: { var: 'b' } }, { action: 'show', targets: ['a'] }],
      ],
    )
    const circular = evaluated(body, { a: '1', b: '1', symptom: '漏水' })
    expect(codes(circular)).toContain(' logic.unsettled')
    expect(circular.values).toMatchObject({ symptom: '漏水' })
    expect(evaluated(body, { b: '1' })).toMatchObject({ visible: ['a', 'b', 'symptom'], errors: [] })
  })
})

describe('rules that ask for too much', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at)
  const heavy = (inner: Logic): Logic => ({ some: [hundred, { some: [hundred, inner] }] })

  test('are given up with an error, and the others still count', () => {
    const body = form(
      [symptom, field('a', 'text')],
      [
        [heavy({ some: [hundred, false] }), { action: 'addTag', tag: '永远' }],
        [true, { action: 'set', target: 'symptom', value: '漏水' }],
      ],
    )
    const { errors, values, actions } = evaluated(body, {})
    expect(errors).toMatchObject([{ key: '', code: 'logic.too_large' }])
    expect([values, actions]).toEqual([{ symptom: '漏水' }, []])
  })

  test('share one budget, so that three hundred of them cost no more than a few', () => {
    const rule: [Logic, TemplateAction] = [
      heavy({ '!=': [{ var: '' }, { var: '' }] }),
      { action: 'addTag', tag: '永远' },
    ]
    const body = form(
      [symptom],
      Array.from({ length: 300 }, () => rule),
    )
    expect(codes(evaluated(body, {}))).toEqual([' logic.too_large'])
  })

  test('are an error where nobody knows their operator', () => {
    const body = form([symptom], [[{ summon: [1] }, { action: 'addTag', tag: '谁' }]])
    expect(evaluated(body, {}).errors).toMatchObject([{ key: '', code: 'logic.unknown_operator' }])
  })
})

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(Object.freeze(value))) deepFreeze(part)
  return value
}
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const said = ({ warnings, blocks, errors, ...form }: Form) => ({
  ...form,
  warns: warnings.filter(({ says }) => !says.endsWith('已留空')).map(({ says }) => says),
  blocks: blocks.map(({ says }) => says),
  wrong: errors
    .filter(({ code }) => code.startsWith('template.answer_'))
    .map(({ key, code }) => `${key} ${code.replace('template.answer_', '')}`),
})

describe('any form', () => {
  test('is what the slow and obvious way makes of it, and the same from the wire', () => {
    let compared = 0
    fc.assert(
      fc.property(rankedBody, anyAnswers, anyContext, (body, answers, context) => {
        const known = deepFreeze({ body, answers, context })
        const found = evaluateForm(known.body, known.answers, known.context)
        expect(evaluateForm(copy(body), copy(answers), copy(context))).toEqual(found)
        expect(copy(found)).toEqual(found)
        if (problemsOfCycles(body).length > 0) return
        compared += 1
        expect(said(found)).toEqual(naiveForm(body, answers, context))
      }),
      { numRuns: 600 },
    )
    expect(compared).toBeGreaterThan(300)
  })

  test('with circles settles where the slow way stays, or says that it does not settle', () => {
    let settled = 0
    fc.assert(
      fc.property(anyBody, anyAnswers, anyContext, (body, answers, context) => {
        const found = evaluateForm(body, answers, context)
        const isSettled = found.errors.every(({ code }) => code !== 'logic.unsettled')
        if (problemsOfCycles(body).length > 0) return
        settled += 1
        expect(isSettled).toBe(true)
        expect(said(found)).toEqual(naiveForm(body, answers, context))
      }),
      { numRuns: 400 },
    )
    expect(settled).toBeGreaterThan(20)
  })

  test('holds no value that is hidden, and nothing new when what it holds is sent', () => {
    fc.assert(
      fc.property(rankedBody, anyAnswers, anyContext, (body, answers, context) => {
        const found = evaluateForm(body, answers, context)
        expect(Object.keys(found.values).filter(key => !found.visible.includes(key))).toEqual([])
        expect(found.required.filter(key => !found.visible.includes(key))).toEqual([])
        if (problemsOfCycles(body).length > 0) return
        const again = evaluateForm(body, found.values, context)
        expect(again.values).toEqual(found.values)
        expect(again.errors.filter(({ code }) => code === 'template.answer_hidden')).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('takes any JSON for logic and for answers without throwing', () => {
    const json = fc.jsonValue({ maxDepth: 5 })
    fc.assert(
      fc.property(
        anyBody,
        fc.array(json, { minLength: 3, maxLength: 3 }),
        fc.dictionary(fc.string(), json),
        (body, logic, extra) => {
          const [when, value, formula] = logic
          const set: TemplateAction = { action: 'set', target: 'a', value }
          const compute: TemplateAction = { action: 'compute', target: 'b', value: when }
          const strange: FormBody = {
            ...body,
            fields: [...body.fields, field('z', 'computed', { formula })],
            rules: [...body.rules, ruleOf(when, [set, compute])],
          }
          const answers = { ...extra, a: value, c: when } as Record<string, Answer>
          const { errors } = evaluateForm(strange, answers, {})
          for (const error of errors) expect(error.message).toMatch(/[\u4e00-\u9fa5]/)
        },
      ),
      { numRuns: 400 },
    )
  })
})

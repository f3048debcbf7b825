import type { TemplateAction } from '../../shared/templates/actions'
import type { TemplateProblem } from '../../shared/templates/api'
import type { Logic } from '../../shared/templates/conditions'
import { evaluateForm, type FormBody } from '../../shared/templates/evaluate'
import type { Field, FieldKind } from '../../shared/templates/fields'
import { problemsOfTemplate } from '../../shared/templates/problems'
import { ruleOf } from '../../shared/templates/rules'
import * as fc from '../support/random'
import { anyAnswers, anyBody, anyContext } from './arbitraryForms'

const field = (key: string, kind: FieldKind, more: Partial<Field> = {}): Field => ({
  key,
  label: `字段 ${key}`,
  kind,
  required: false,
  ...more,
})
const symptom = field('symptom', 'choice', { options: ['漏水', '异响'] })
const floor = field('floor', 'number')
const rows = field('rows', 'table', { columns: [{ key: 'price', label: '单价', kind: 'money', required: false }] })
const site = { key: 'site', label: '现场', columns: 2 }

const form = (more: Partial<FormBody>): FormBody => ({
  fields: [symptom, floor, rows],
  groups: [],
  rules: [],
  variants: [],
  ...more,
})
const withField = (one: Field): FormBody => form({ fields: [symptom, floor, rows, one] })
const withRule = (when: Logic, ...then: TemplateAction[]): FormBody => form({ rules: [ruleOf(when, then)] })
const tag: TemplateAction = { action: 'addTag', tag: '高空' }
const told = (problems: readonly TemplateProblem[]): string[] => problems.map(({ path, code }) => `${path} ${code}`)

describe('a template', () => {
  test('that is sound has no problem', () => {
    const sound = form({
      fields: [symptom, floor, rows, field('sum', 'computed', { formula: { sumOf: [{ var: 'rows' }, 'price'] } })],
      rules: [
        ruleOf({ and: [{ '==': [{ var: 'symptom' }, '漏水'] }, { '>': [{ var: 'ticket.amount' }, 5] }] }, [
          tag,
          { action: 'require', targets: ['floor'] },
        ]),
      ],
    })
    expect(problemsOfTemplate(sound)).toEqual([])
  })

  test.each<[string, FormBody, string[]]>([
    ['two fields of one key', withField(field('floor', 'text', { label: '楼层' })), ['fields.3.key duplicate_key']],
    [
      'a field and a group of one key',
      form({ groups: [{ ...site, key: 'floor' }], fields: [floor, field('b', 'text', { group: 'floor' })] }),
      ['groups.0.key duplicate_key'],
    ],
    ['a key that conditions use otherwise', withField(field('customer', 'text')), ['fields.3.key reserved_key']],
    ['a group that is gone', withField(field('a', 'text', { group: 'gone' })), ['fields.3.group unknown_group']],
    [
      'a setting of another kind',
      withField(field('a', 'date', { options: ['一'] })),
      ['fields.3.options setting_unused'],
    ],
    [
      'a computed field that must be filled in',
      withField(field('a', 'guide', { says: '读', required: true })),
      ['fields.3.required setting_unused'],
    ],
    ['no options', withField(field('a', 'choice')), ['fields.3.options setting_missing']],
    ['no formula', withField(field('a', 'computed')), ['fields.3.formula setting_missing']],
    ['nothing to read', withField(field('a', 'guide', { says: '' })), ['fields.3.says setting_missing']],
    ['options twice', withField(field('a', 'choices', { options: ['一', '一'] })), ['fields.3.options duplicate']],
    [
      'bounds the wrong way round',
      withField(field('a', 'number', { min: 3, max: 2 })),
      ['fields.3.max range_reversed'],
    ],
    ['bounds that cannot be', withField(field('a', 'photo', { max: 99 })), ['fields.3.max out_of_bounds']],
    ['broken bounds', withField(field('a', 'money', { min: 0.5 })), ['fields.3.min out_of_bounds']],
    [
      'a pattern out of bounds',
      withField(field('a', 'text', { pattern: '(?=x)' })),
      ['fields.3.pattern pattern_unsound'],
    ],
    [
      'an unfit first value',
      withField(field('a', 'choice', { options: ['一'], initial: '二' })),
      ['fields.3.initial initial_unfit'],
    ],
    [
      'a cascade too deep',
      withField(
        field('a', 'cascade', {
          tree: [
            {
              label: '1',
              children: [
                { label: '2', children: [{ label: '3', children: [{ label: '4', children: [{ label: '5' }] }] }] },
              ],
            },
          ],
        }),
      ),
      ['fields.3.tree too_deep'],
    ],
    [
      'a column of choices without any',
      withField(field('a', 'table', { columns: [{ key: 'c', label: '颜色', kind: 'choice', required: false }] })),
      ['fields.3.columns setting_missing'],
    ],
    [
      'a formula over nobody',
      withField(field('a', 'computed', { formula: { var: 'gone' } })),
      ['fields.3.formula unknown_field'],
    ],
    ['an operator that nobody knows', withRule({ summon: [1] }, tag), ['rules.0.when unknown_operator']],
    ['a condition over nobody', withRule({ isFilled: { var: 'gone.part' } }, tag), ['rules.0.when unknown_field']],
    ['a condition over what is computed', withRule({ var: { cat: ['a', 'b'] } }, tag), ['rules.0.when path_computed']],
    ['a condition over everything', withRule({ var: '' }, tag), ['rules.0.when path_computed']],
    ['too few arguments', withRule({ between: [{ var: 'floor' }, 1] }, tag), ['rules.0.when wrong_arity']],
    [
      'a pattern that is computed',
      withRule({ matches: ['a', { var: 'floor' }] }, tag),
      ['rules.0.when pattern_unsound'],
    ],
    ['a pattern that is refused', withRule({ matches: ['a', '(a'] }, tag), ['rules.0.when pattern_unsound']],
    [
      'a column that is gone',
      withRule({ '>': [{ sumOf: [{ var: 'rows' }, 'cost'] }, 5] }, tag),
      ['rules.0.when unknown_column'],
    ],
    [
      'a condition too deep',
      withRule(
        Array.from({ length: 100 }).reduce<Logic>(inner => ({ '!': [inner] }), true),
        tag,
      ),
      ['rules.0.when too_large'],
    ],
    [
      'a target that is gone',
      withRule(true, { action: 'show', targets: ['floor', 'gone'] }),
      ['rules.0.then.0.targets.1 unknown_target'],
    ],
    [
      'a value for nobody',
      withRule(true, { action: 'set', target: 'gone', value: 1 }),
      ['rules.0.then.0.target unknown_target'],
    ],
    [
      'a value over nobody',
      withRule(true, { action: 'set', target: 'floor', value: { var: 'gone' } }),
      ['rules.0.then.0.value unknown_field'],
    ],
    [
      'choices of a number',
      withRule(true, { action: 'options', target: 'floor', options: ['一'] }),
      ['rules.0.then.0.target target_unfit'],
    ],
    [
      'choices that are none',
      withRule(true, { action: 'options', target: 'symptom', options: ['火'] }),
      ['rules.0.then.0.options unknown_option'],
    ],
    [
      'a value for a group',
      form({
        groups: [site],
        fields: [field('a', 'text', { group: 'site' })],
        rules: [ruleOf(true, [{ action: 'set', target: 'site', value: 1 }])],
      }),
      ['rules.0.then.0.target target_unfit'],
    ],
    [
      'demanding what is worked out',
      {
        ...withField(field('sum', 'computed', { formula: 1 })),
        rules: [ruleOf(true, [{ action: 'require', targets: ['sum'] }])],
      },
      ['rules.0.then.0.targets.0 target_unfit'],
    ],
    [
      'a variant of what is not local',
      form({
        variants: [
          { name: '夏', regions: ['33'], months: [], hidden: ['floor'], changes: { symptom: { required: true } } },
        ],
      }),
      ['variants.0.hidden.0 variant_not_local', 'variants.0.changes.symptom variant_not_local'],
    ],
    [
      'a variant that breaks a field',
      form({
        fields: [...['a', 'b', 'c', 'd'].map(key => field(key, 'text')), { ...symptom, isLocal: true }],
        variants: [
          { name: '夏', regions: ['33'], months: [], hidden: ['gone'], changes: { symptom: { options: [], max: 3 } } },
        ],
      }),
      [
        'variants.0.hidden.0 unknown_field',
        'variants.0.changes.symptom.max setting_unused',
        'variants.0.changes.symptom.options setting_missing',
      ],
    ],
  ])('is not published with %s', (_, body, problems) => {
    const found = problemsOfTemplate(body)
    expect(told(found)).toEqual(problems)
    for (const { says, isWarning } of found) {
      expect(says).toMatch(/[\u4e00-\u9fa5]{2}/)
      expect(isWarning ?? false).toBe(false)
    }
  })

  test.each<[string, FormBody, string]>([
    ['an option that is gone', withRule({ '==': [{ var: 'symptom' }, '冒烟'] }, tag), 'rules.0.when unknown_option'],
    ['two fields of one name', withField(field('b', 'text', { label: floor.label })), 'fields.3.label duplicate_label'],
    ['a group with nothing in it', form({ groups: [site] }), 'groups.0 empty_group'],
    [
      'a field wider than its group',
      form({ groups: [site], fields: [field('a', 'text', { group: 'site', span: 4 })] }),
      'fields.0.span span_too_wide',
    ],
    ['much that is local', form({ fields: [{ ...floor, isLocal: true }, symptom] }), 'fields local_share'],
    [
      'a variant for everywhere',
      form({ variants: [{ name: '总是', regions: [], months: [], hidden: [], changes: {} }] }),
      'variants.0 variant_everywhere',
    ],
  ])('may be published with %s, but is told', (_, body, problem) => {
    expect(problemsOfTemplate(body).map(({ path, code, isWarning }) => [`${path} ${code}`, isWarning])).toEqual([
      [problem, true],
    ])
  })

  test('is not published with more conditions than a phone can take', () => {
    const when = { or: Array.from({ length: 100 }, () => ({ '==': [{ var: 'floor' }, 1] })) }
    const body = form({ rules: Array.from({ length: 60 }, () => ruleOf(when, [tag])) })
    expect(told(problemsOfTemplate(body))).toEqual(['rules too_large'])
  })
})

describe('circles', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(key => field(key, 'number')) as [Field, Field, Field]
  const on = (key: string, ...then: TemplateAction[]) => ruleOf({ isFilled: { var: key } }, then)

  test.each<[string, FormBody, RegExp]>([
    [
      'of formulas',
      form({
        fields: [
          field('a', 'computed', { formula: { '+': [{ var: 'b' }, 1] } }),
          field('b', 'computed', { formula: { '+': [{ var: 'a' }, 1] } }),
        ],
      }),
      /「字段 b」（公式）→ 「字段 a」（公式）→ 「字段 b」/,
    ],
    [
      'of rules',
      form({
        fields: [a, b, c],
        rules: [
          on('a', { action: 'show', targets: ['b'] }),
          on('b', { action: 'set', target: 'c', value: 1 }),
          on('c', { action: 'clear', targets: ['a'] }),
        ],
      }),
      /「字段 b」（规则 2）→ 「字段 c」（规则 3）→ 「字段 a」（规则 1）→ 「字段 b」/,
    ],
    [
      'of one with itself',
      form({ fields: [a], rules: [on('a', { action: 'hide', targets: ['a'] })] }),
      /「字段 a」（规则 1）→ 「字段 a」/,
    ],
    [
      'by a value',
      form({
        fields: [a, b],
        rules: [
          ruleOf(true, [{ action: 'compute', target: 'a', value: { var: 'b' } }]),
          on('a', { action: 'hide', targets: ['b'] }),
        ],
      }),
      /「字段 b」（规则 1）→ 「字段 a」（规则 2）→ 「字段 b」/,
    ],
    [
      'by a group',
      form({
        fields: [{ ...a, group: 'site' }],
        groups: [site],
        rules: [on('a', { action: 'hide', targets: ['site'] })],
      }),
      /「字段 a」（规则 1）→ 「字段 a」/,
    ],
    [
      'by narrowed choices',
      form({ fields: [symptom], rules: [on('symptom', { action: 'options', target: 'symptom', options: ['漏水'] })] }),
      /「字段 symptom」（规则 1）→ 「字段 symptom」/,
    ],
  ])('%s are told as the way round', (_, body, says) => {
    const cycles = problemsOfTemplate(body).filter(({ code }) => code === 'cycle')
    expect(cycles).toEqual([expect.objectContaining({ says: expect.stringMatching(says) })])
  })

  test('are not seen where a rule only demands, warns or does something', () => {
    const rule = on('a', { action: 'require', targets: ['a'] }, { action: 'warn', target: 'a', says: '留意' }, tag)
    expect(
      problemsOfTemplate(form({ fields: [a, b], rules: [rule, on('b', { action: 'show', targets: ['a'] })] })),
    ).toEqual([])
  })

  test('found or not, decide whether every filling settles', () => {
    fc.assert(
      fc.property(anyBody, anyAnswers, anyContext, (body, answers, context) => {
        if (problemsOfTemplate(body).some(({ code }) => code === 'cycle')) return
        expect(evaluateForm(body, answers, context).errors.filter(({ code }) => code === 'logic.unsettled')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

test('any template of the right shape is judged without throwing', () => {
  const json = fc.jsonValue({ maxDepth: 5 })
  fc.assert(
    fc.property(anyBody, json, json, (body, when, value) => {
      const strange: FormBody = {
        ...body,
        fields: [...body.fields, field('z', 'computed', { formula: value }), field('y', 'number', { initial: when })],
        rules: [...body.rules, ruleOf(when, [{ action: 'compute', target: 'nowhere', value }])],
      }
      for (const { path, says } of problemsOfTemplate(strange)) {
        expect(says).toMatch(/[\u4e00-\u9fa5]/)
        expect(path).toMatch(/^(fields|groups|rules|variants)/)
      }
    }),
    { numRuns: 1000 },
  )
})

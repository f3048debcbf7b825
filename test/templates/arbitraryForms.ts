import type { TemplateAction, TemplateRule } from '../../shared/templates/actions'
import type { Logic } from '../../shared/templates/conditions'
import type { FormBody, FormContext } from '../../shared/templates/evaluate'
import type { Answers, Field } from '../../shared/templates/fields'
import { ruleOf } from '../../shared/templates/rules'
import * as fc from '../support/random'

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const GROUPS = ['first', 'second']
const OPTIONS = ['甲', '乙', '丙']

const kindDraft = fc.constantFrom<Partial<Field> & Pick<Field, 'kind'>>(
  { kind: 'text', max: 6 },
  { kind: 'number', digits: 1, max: 50 },
  { kind: 'money' },
  { kind: 'choice', options: OPTIONS },
  { kind: 'choices', options: OPTIONS },
  { kind: 'date' },
  { kind: 'computed', digits: 2 },
  { kind: 'guide', says: '说明' },
)

const literal = fc.constantFrom<Logic>(0, 1, 2.5, 7, '甲', '乙', '', '2026-11-23', true, null)

/** Expressions that read these answers and what is known around the form. */
const logicOver = (keys: readonly string[]): fc.Arbitrary<Logic> => {
  const paths = [...keys, 'ticket.priority', 'regionCode']
  const variable = fc.constantFrom(...paths).map(path => ({ var: path }))
  const pair = (...names: string[]) =>
    fc.tuple(fc.constantFrom(...names), variable, literal).map(([name, one, two]) => ({ [name]: [one, two] }))
  return fc.letrec<{ logic: Logic }>(tie => ({
    logic: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      variable,
      literal,
      pair('==', '!=', '>', '<', '+', '*', 'cat', 'anyOf', 'contains', 'daysBetween'),
      fc
        .tuple(fc.constantFrom('isEmpty', 'isFilled', '!', 'length', 'count'), variable)
        .map(([name, one]) => ({ [name]: [one] })),
      fc
        .tuple(fc.constantFrom('and', 'or', '+', 'firstFilled'), tie('logic'), tie('logic'))
        .map(([name, one, two]) => ({ [name]: [one, two] })),
      fc.tuple(variable, tie('logic'), tie('logic')).map(args => ({ if: args })),
      fc.subarray(paths, { minLength: 1, maxLength: 2 }).map(args => ({ missing: args })),
    ),
  })).logic
}

const actionOn = (targets: readonly string[], values: fc.Arbitrary<Logic>): fc.Arbitrary<TemplateAction> => {
  const target = fc.constantFrom(...targets)
  const some = fc.uniqueArray(fc.constantFrom(...targets, ...GROUPS), { minLength: 1, maxLength: 2 })
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('show', 'hide', 'require', 'optional', 'clear'), some)
      .map(([action, keys]) => ({ action, targets: keys }) as TemplateAction),
    fc
      .tuple(fc.constantFrom('set', 'compute'), target, values)
      .map(([action, key, value]) => ({ action, target: key, value }) as TemplateAction),
    fc.tuple(target, fc.subarray(OPTIONS, { minLength: 1 })).map(([key, options]): TemplateAction => {
      return { action: 'options', target: key, options }
    }),
    fc.constantFrom<TemplateAction>(
      { action: 'warn', says: '留意' },
      { action: 'block', says: '不行' },
      { action: 'addTag', tag: '高空' },
      { action: 'setPriority', priority: 'critical' },
    ),
  )
}

/** Rules that read some fields and act on the others: fields are ranked, and influence goes one way. */
const rankedRule = (ranked: readonly string[]): fc.Arbitrary<TemplateRule> =>
  fc.integer({ min: 1, max: ranked.length - 1 }).chain(border => {
    const logic = logicOver(ranked.slice(0, border))
    return fc
      .tuple(logic, fc.array(actionOn(ranked.slice(border), logic), { minLength: 1, maxLength: 3 }))
      .map(([when, then]) => ruleOf(when, then))
  })
const anyRule: fc.Arbitrary<TemplateRule> = fc
  .tuple(logicOver(KEYS), fc.array(actionOn(KEYS, logicOver(KEYS)), { minLength: 1, maxLength: 3 }))
  .map(([when, then]) => ruleOf(when, then))

const fieldsOf = (ranked: readonly string[]): fc.Arbitrary<Field[]> =>
  fc.tuple(
    ...KEYS.map(key => {
      const before = ranked.slice(0, ranked.indexOf(key))
      return fc
        .tuple(
          kindDraft,
          fc.boolean(),
          fc.option(fc.constantFrom(...GROUPS), { nil: undefined, freq: 2 }),
          fc.boolean(),
          before.length > 0 ? logicOver(before) : literal,
        )
        .map(
          ([draft, required, group, isLocal, formula]): Field => ({
            key,
            label: `字段 ${key}`,
            required,
            ...draft,
            ...(group && { group }),
            ...(isLocal && { isLocal }),
            ...(draft.kind === 'computed' && { formula }),
          }),
        )
    }),
  )

const variant: fc.Arbitrary<FormBody['variants'][number]> = fc.record({
  name: fc.constant('变体'),
  regions: fc.subarray(['33', '3101'], { maxLength: 1 }),
  months: fc.subarray([7, 11]),
  hidden: fc.subarray(KEYS, { maxLength: 2 }),
  changes: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom({ required: true }, { hint: '本地' }), {
    maxKeys: 2,
  }),
})

const bodyWith = (rule: (ranked: readonly string[]) => fc.Arbitrary<TemplateRule>): fc.Arbitrary<FormBody> =>
  fc.shuffledSubarray(KEYS, { minLength: KEYS.length }).chain(ranked =>
    fc.record({
      fields: fieldsOf(ranked),
      groups: fc.constant(GROUPS.map(key => ({ key, label: key, columns: 1 }))),
      rules: fc.array(rule(ranked), { maxLength: 8 }),
      variants: fc.array(variant, { maxLength: 2 }),
    }),
  )

/** Mostly free of circles: only a group can still close one. */
export const rankedBody = bodyWith(rankedRule)
/** With circles as they come. */
export const anyBody = bodyWith(() => anyRule)

const answer = fc.constantFrom(null, '', '甲', '乙', 0, 3.5, 7, ['甲'], ['乙', '丙'], '2026-11-23', 100)
export const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom(...KEYS),
  answer,
) as fc.Arbitrary<Answers>

export const anyContext: fc.Arbitrary<FormContext> = fc.record({
  regionCode: fc.constantFrom(null, '330106', '310101'),
  at: fc.constantFrom('2026-11-23T09:00:00+08:00', '2026-07-01T09:00:00+08:00'),
  ticket: fc.constantFrom(null, { priority: 'critical' }),
})

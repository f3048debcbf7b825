import type { TemplateAction } from '../../shared/templates/actions'
import type { Logic } from '../../shared/templates/conditions'
import { evaluateForm, type FormBody, type FormContext } from '../../shared/templates/evaluate'
import type { Answers, Field, FieldKind } from '../../shared/templates/fields'
import { problemsOfTemplate } from '../../shared/templates/problems'
import { ruleOf } from '../../shared/templates/rules'
import type { BenchResult } from './run'

const bare = require('json-logic-js') as { apply: (logic: unknown, data: unknown) => unknown }

const FIELDS = 200
const RULES = 100
const ROUNDS = 31
const ROUND_MS = 100

const OPTIONS = ['漏水', '异响', '不制冷', '其他']
const kinds: readonly FieldKind[] = ['text', 'number', 'choice', 'choices', 'date', 'phone', 'longText', 'money']
const key = (at: number): string => `f${at}`

const fieldAt = (at: number): Field => {
  const kind = kinds[at % kinds.length] ?? 'text'
  return {
    key: key(at),
    label: `字段 ${at}`,
    kind,
    required: at % 5 === 0,
    ...((kind === 'choice' || kind === 'choices') && { options: OPTIONS }),
    ...(at % 4 === 3 && { group: `g${at % 10}` }),
  }
}

const answerAt = (at: number): Answers[string] =>
  ({
    text: '现场描述',
    number: at,
    choice: OPTIONS[at % 4] ?? null,
    choices: ['漏水'],
    date: '2026-11-23',
    phone: '13900000101',
    longText: '客户反映空调运行时有异响，并且滴水',
    money: at * 100,
  })[kinds[at % kinds.length] as string] ?? null

/** Conditions as people make them: one to three comparisons; JsonLogic's own operators, since the bare library knows no other. */
const conditionAt = (at: number): Logic => {
  const first = Math.floor(at / 8) * 8
  const [number, choice, choices, date, text] = [1, 2, 3, 4, 6].map(place => ({ var: key(first + place) }))
  const shapes: Logic[] = [
    { '==': [choice, OPTIONS[at % 4]] },
    { and: [{ '>': [number, 20] }, { in: ['漏水', choices] }] },
    { or: [{ '==': [choice, '其他'] }, { and: [{ '!': [text] }, { '>=': [date, '2026-12-01'] }] }] },
    { in: ['滴水', text] },
    { '>': [{ '+': [number, { '*': [number, 2] }] }, { if: [{ '!!': [choices] }, 30, 90] }] },
  ]
  return shapes[at % shapes.length] ?? true
}

/** Influence runs from the first half of the fields to the second. */
const actionsAt = (at: number): TemplateAction[] => {
  const target = key(FIELDS / 2 + at)
  const shapes: TemplateAction[][] = [
    [{ action: 'show', targets: [target] }],
    [{ action: 'require', targets: [target] }],
    [{ action: 'hide', targets: [target] }],
    [{ action: 'warn', target, says: '请核对' }],
    [{ action: 'addTag', tag: `标签${at}` }],
  ]
  return shapes[at % shapes.length] ?? []
}

const body: FormBody = {
  fields: Array.from({ length: FIELDS }, (_, at) => fieldAt(at)),
  groups: Array.from({ length: 10 }, (_, at) => ({ key: `g${at}`, label: `分组 ${at}`, columns: 1 })),
  rules: Array.from({ length: RULES }, (_, at) => ruleOf(conditionAt(at), actionsAt(at))),
  variants: [],
}
const context: FormContext = { regionCode: '330106', at: '2026-11-23T09:00:00+08:00', ticket: { priority: 'normal' } }

/** One keystroke makes new answers, so that nothing can be remembered from the evaluation before. */
const answersAfter = (keystroke: number): Answers => ({
  ...Object.fromEntries(body.fields.map((_, at) => [key(at), answerAt(at)])),
  f0: `现场描述${keystroke}`,
})
/** As a form that is being filled in has them: what is hidden was not answered. */
const keystrokes = Array.from({ length: 16 }, (_, at) => evaluateForm(body, answersAfter(at), context).values)

/** Times per second in one round. */
const paceOf = (work: (answers: Answers) => unknown): number => {
  let done = 0
  const startedAt = performance.now()
  while (performance.now() - startedAt < ROUND_MS) {
    for (const answers of keystrokes) work(answers)
    done += keystrokes.length
  }
  return done / ((performance.now() - startedAt) / 1000)
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * A whole evaluation of a form of 200 fields and 100 rules (conditions, visibility, values, every answer checked) against
 * the bare json-logic library computing the same hundred conditions once, in alternating rounds.
 */
export const run = async (): Promise<BenchResult> => {
  const problems = problemsOfTemplate(body).filter(({ isWarning }) => !isWarning)
  if (problems.length > 0) throw new Error(problems[0]?.says)
  const whole = (answers: Answers) => evaluateForm(body, answers, context)
  const conditions = (answers: Answers) => {
    const data = { ...answers, ...context }
    return body.rules.map(rule => bare.apply(rule.when, data))
  }
  const [ours, theirs]: [number[], number[]] = [[], []]
  paceOf(whole)
  paceOf(conditions)
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(paceOf(whole))
    theirs.push(paceOf(conditions))
  }
  const [figure, jsonLogic] = [middle(ours), middle(theirs)]
  const startedAt = performance.now()
  evaluateForm({ ...body, fields: [...body.fields] }, keystrokes[0] ?? {}, context)
  return {
    bench: 'logic',
    figure: Math.round(figure),
    unit: 'evaluations/s',
    reference: { jsonLogicJs: Math.round(jsonLogic) },
    ratio: { jsonLogicJs: Math.round((figure / jsonLogic) * 100) / 100 },
    fields: FIELDS,
    rules: RULES,
    msPerEvaluation: Math.round((1000 / figure) * 1000) / 1000,
    /** With the template read for the first time. */
    msFirst: Math.round((performance.now() - startedAt) * 100) / 100,
  }
}

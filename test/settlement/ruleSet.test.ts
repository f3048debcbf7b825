import * as z from 'zod/mini'
import { prepareRuleSet } from '../../shared/settlement/charges'
import { facts } from '../../shared/settlement/facts'
import { type Item, problemsOf, type RuleSet, ruleSet } from '../../shared/settlement/ruleSet'
import file from './cases/settlement.json'
import { worked } from './worked'

const rules = worked.ruleSet
const problems = (changed: RuleSet) =>
  problemsOf(changed).map(({ code, at, details }) => [code, at, details.reason ?? details.row])
const withItems = (...items: Item[]): RuleSet => ({ ...rules, items })
const accepts = (changed: unknown): boolean => z.safeParse(ruleSet, changed).success

describe('publishing a rule set', () => {
  test('accepts the worked one', () => {
    expect(problemsOf(rules)).toEqual([])
  })

  test('names two rows of the matrix with the same key', () => {
    const [, second] = rules.matrix as [unknown, RuleSet['matrix'][number]]
    const changed = { ...rules, matrix: [...rules.matrix, second] }
    expect(problems(changed)).toEqual([['settlement.ambiguous', 'matrix', '* / * / repair']])
    expect(() => prepareRuleSet(changed)).toThrow(expect.objectContaining({ code: 'settlement.ambiguous' }))
  })

  test('names what a formula cannot know', () => {
    const changed = withItems(
      { code: 'a', name: '甲', amount: '乙+1' },
      { code: 'b', name: '乙', amount: '乙*2' },
      { code: 'c', name: '丙', amount: '甲+丁+constructor' },
      { code: 'e', name: '戊', amount: '甲+' },
    )
    expect(problems(changed)).toEqual([
      ['settlement.formula_invalid', 'items.0.amount', '「乙」还没有算出来，只能引用上面的项目'],
      ['settlement.formula_invalid', 'items.1.amount', '「乙」还没有算出来，只能引用上面的项目'],
      ['settlement.formula_invalid', 'items.2.amount', '没有「丁」这个名称'],
      ['settlement.formula_invalid', 'items.2.amount', '没有「constructor」这个名称'],
      ['settlement.formula_invalid', 'items.3.amount', '第 3 处缺少数字或名称'],
    ])
    expect(() => prepareRuleSet(changed)).toThrow(
      expect.objectContaining({ message: '公式「乙+1」有误：「乙」还没有算出来，只能引用上面的项目' }),
    )
  })

  test('refuses a name that means two things only where it is used', () => {
    const twins: Item[] = [
      { code: 'a', name: '津贴', amount: '1' },
      { code: 'b', name: '津贴', amount: '2' },
    ]
    expect(problems(withItems(...twins))).toEqual([])
    expect(problems(withItems(...twins, { code: 'c', name: '合计', amount: '津贴*2' }))).toEqual([
      ['settlement.formula_invalid', 'items.2.amount', '「津贴」指的不止一项'],
    ])
    expect(problems(withItems({ code: 'parts', name: '配件金额', amount: '配件金额' }))).toEqual([])
  })

  test('names repeated codes, parameters no formula can name, and conditions nobody can compute', () => {
    const changed: RuleSet = {
      ...rules,
      params: { '溢价（元）': '1', if: '2' },
      items: [
        { code: 'a', name: '甲', amount: '1', when: { system: ['rm'] } },
        { code: 'a', name: '乙', amount: '1' },
      ],
    }
    expect(problems(changed)).toEqual([
      ['settlement.rule_set_invalid', 'params', '参数名「溢价（元）」不能用在公式里'],
      ['settlement.rule_set_invalid', 'params', '参数名「if」不能用在公式里'],
      ['settlement.rule_set_invalid', 'items', '编码「a」重复'],
      ['settlement.rule_set_invalid', 'items.0.when', '没有运算「system」'],
    ])
  })

  test('names gaps and overlaps in tiers', () => {
    const bands = [
      { from: '0', to: '10', rate: '1' },
      { from: '20', to: null, rate: '2' },
    ]
    expect(problems({ ...rules, tiers: { monthly: { mode: 'whole', bands } } })).toEqual([
      ['settlement.tiers_invalid', 'tiers.monthly', '10 到 20 之间没有档位'],
    ])
  })

  test.each<[string, object]>([
    ['a holiday that is no day', { statutoryHolidays: ['2026-02-30'] }],
    ['a key nobody knows', { surprise: 1 }],
    ['a factor that is not a decimal string', { matrix: [{ ...rules.matrix[0], factor: 1.1 }] }],
    ['a factor below zero', { matrix: [{ ...rules.matrix[0], factor: '-1' }] }],
    ['a price in parts of a fen', { matrix: [{ ...rules.matrix[0], baseFen: 1.5 }] }],
    ['a region of three digits', { matrix: [{ ...rules.matrix[0], region: '330' }] }],
    ['a matrix without rows', { matrix: [] }],
    ['a parameter that is no number', { params: { 溢价: '1e9' } }],
    ['a formula of two thousand characters', { items: [{ code: 'a', name: '甲', amount: '1+'.repeat(1000) }] }],
    ['an item code that could pass for overtime', { items: [{ code: 'overtime.night', name: '甲', amount: '1' }] }],
    ['overtime without a band', { overtime: { hourlyFen: 1, multiplier: { normal: '1' } } }],
    ['two hundred and one parameters', { params: Object.fromEntries([...Array(201).keys()].map(n => [`p${n}`, '1'])) }],
  ])('does not read %s', (_, change) => {
    expect(accepts(file.ruleSet)).toBe(true)
    expect(accepts({ ...file.ruleSet, ...change })).toBe(false)
  })
})

describe('the facts of a service', () => {
  const [plain] = file.cases as [(typeof file.cases)[number]]

  test('may carry more about the ticket for the conditions, but no structures and no further sections', () => {
    const reads = (changed: unknown) => z.safeParse(facts, changed).success
    expect(reads({ ...plain.facts, ticket: { ...plain.facts.ticket, redAlert: true } })).toBe(true)
    expect(reads({ ...plain.facts, ticket: { ...plain.facts.ticket, nested: { a: 1 } } })).toBe(false)
    expect(reads({ ...plain.facts, more: 1 })).toBe(false)
    expect(reads({ ...plain.facts, ticket: { ...plain.facts.ticket, regionCode: '33' } })).toBe(false)
  })
})

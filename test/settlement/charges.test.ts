import { prepareRuleSet, settle, settlePrepared } from '../../shared/settlement/charges'
import type { Facts } from '../../shared/settlement/facts'
import { nationalCalendar } from '../../shared/settlement/nationalCalendar'
import type { Item, RuleSet } from '../../shared/settlement/ruleSet'
import { factsOf, worked } from './worked'

const service = (change: object): Facts => {
  const plain = factsOf('plain')
  return { ...plain, service: { ...plain.service, ...change } }
}
const withItems = (...items: Item[]): RuleSet => ({ ...worked.ruleSet, items })
const amounts = (rules: RuleSet, facts: Facts) =>
  settle(rules, facts, nationalCalendar).lines.map(({ code, amountFen }) => [code, amountFen])

describe('settling a service', () => {
  const prepared = prepareRuleSet(worked.ruleSet)

  test.each(worked.cases)('gives the worked figures of $id', ({ facts, expect: expected }) => {
    const { lines, ...rest } = settlePrepared(prepared, facts, nationalCalendar)
    const figures = lines.map(({ code, amountFen, minutes }) => ({
      code,
      ...(minutes === undefined ? {} : { minutes }),
      amountFen,
    }))
    expect({ ...rest, lines: figures }).toEqual(expected)
  })

  test('says why with the figures', () => {
    const why = (id: string) => settle(worked.ruleSet, factsOf(id), nationalCalendar).lines.map(line => line.why)
    expect(why('plain')).toEqual([
      '基础费用 135.00 × 区域系数 1.25 = 168.75 元（价格表：330106，不限时段，repair.aircon）',
    ])
    expect(why('urgent-offsite').slice(1)).toEqual(['紧急服务溢价 50 = 50.00 元', '服务费 182.00 × 0.15 = 27.30 元'])
    expect(why('parts-and-distance').slice(1)).toEqual([
      '取大(0, 距离公里 23.5 - 10) × 每公里补贴 1.20 = 16.20 元',
      '配件金额 67.71 = 67.71 元',
    ])
    expect(why('into-night').at(-1)).toBe('加班 31 分钟（夜间）× 每小时 90.00 元 × 1.5 倍 ÷ 60 = 69.75 元')
  })

  test('names the region and the business of the price where they have a name', () => {
    const names = new Map([['330106', '西湖区']])
    const [line] = settle(worked.ruleSet, factsOf('plain'), nationalCalendar, names).lines
    expect(line?.why).toContain('（价格表：西湖区，不限时段，repair.aircon）')
  })

  test('shows both figures where a line was rounded', () => {
    const rules = withItems({ code: 'third', name: '三分之一', amount: '100/3' })
    expect(settle(rules, factsOf('plain'), nationalCalendar).lines[0]).toMatchObject({
      amountFen: 3333,
      why: '100 ÷ 3 = ≈33.333333，四舍五入到分 33.33 元',
    })
  })

  test('rounds once per line, half up and away from zero', () => {
    const rules = withItems(
      { code: 'exact', name: '三个三分之一', amount: '1/3+1/3+1/3' },
      { code: 'up', name: '进', amount: '0.005' },
      { code: 'down', name: '扣', amount: '-0.005' },
      { code: 'float', name: '浮点陷阱', amount: '1.005*1' },
    )
    expect(amounts(rules, factsOf('plain'))).toEqual([
      ['exact', 100],
      ['up', 1],
      ['down', -1],
      ['float', 101],
    ])
  })

  test('gives a later item the rounded amount of an earlier one, and 0 when that did not apply', () => {
    const rules = withItems(
      { code: 'third', name: '三分之一', amount: '1/3' },
      { code: 'never', name: '从不', when: { '==': [1, 2] }, amount: '1000' },
      { code: 'sum', name: '合计', amount: '三分之一*3+从不' },
    )
    expect(amounts(rules, factsOf('plain'))).toEqual([
      ['third', 33],
      ['sum', 99],
    ])
  })

  test('counts parts sold by length', () => {
    const plain = factsOf('plain')
    const facts = { ...plain, parts: [{ sku: 'PIPE', quantity: 2.5, unitPriceFen: 3333 }] }
    expect(amounts(withItems({ code: 'parts', name: '配件', amount: '配件金额' }), facts)).toEqual([['parts', 8333]])
  })

  test('pays no overtime line where the rule set has no overtime, but still counts the minutes', () => {
    const { overtime: _, ...rules } = worked.ruleSet
    const settled = settle(rules, factsOf('paused'), nationalCalendar)
    expect(settled.overtimeMinutes).toBe(39)
    expect(settled.lines.map(({ code }) => code)).toEqual(['base'])
  })

  test('refuses a price that nobody set, never taking zero', () => {
    const rules = { ...worked.ruleSet, matrix: worked.ruleSet.matrix.filter(({ region }) => region !== '*') }
    expect(() => settle(rules, factsOf('nation-rate'), nationalCalendar)).toThrow(
      expect.objectContaining({
        code: 'settlement.no_rate',
        message: '结算规则里没有「440305，平时，install」的价格，请财务补充后再结算',
        details: { regionCode: '440305', timeBand: 'normal', businessType: 'install', row: '440305，平时，install' },
      }),
    )
  })

  test('refuses a year whose days off nobody published', () => {
    const facts = service({ checkInAt: '2027-03-01T09:00:00+08:00', checkOutAt: '2027-03-01T10:00:00+08:00' })
    expect(() => settle(worked.ruleSet, facts, nationalCalendar)).toThrow(
      expect.objectContaining({ code: 'settlement.calendar_missing', details: { year: '2027' } }),
    )
  })

  test.each([
    ['a check-out before the check-in', { checkOutAt: '2026-11-23T08:00:00+08:00' }],
    [
      'a pause that ends before it begins',
      { pauses: [{ from: '2026-11-23T09:30:00+08:00', to: '2026-11-23T09:20:00+08:00' }] },
    ],
    ['a visit of two months', { checkOutAt: '2027-01-23T08:00:00+08:00' }],
  ])('refuses %s', (_, change) => {
    expect(() => settle(worked.ruleSet, service(change), nationalCalendar)).toThrow(
      expect.objectContaining({ code: 'settlement.facts_invalid' }),
    )
  })

  test('refuses a division by zero with the formula, unless its branch is not taken', () => {
    const facts = service({ distanceKm: 0 })
    const divided = withItems({ code: 'd', name: '每公里', amount: '100/距离公里' })
    const guarded = withItems({ code: 'd', name: '每公里', amount: 'if(距离公里>0, 100/距离公里, 7)' })
    expect(() => settle(divided, facts, nationalCalendar)).toThrow(
      expect.objectContaining({ code: 'settlement.division_by_zero', details: { formula: '100/距离公里' } }),
    )
    expect(amounts(guarded, facts)).toEqual([['d', 700]])
  })

  test('refuses a line beyond ten million yuan', () => {
    const rules = withItems({ code: 'slip', name: '手误', amount: '基础费用*99999999*99999999' })
    expect(() => settle(rules, factsOf('plain'), nationalCalendar)).toThrow(
      expect.objectContaining({ code: 'settlement.formula_invalid' }),
    )
  })

  test('gives the same lines every time', () => {
    for (const { facts } of worked.cases) {
      expect(settle(worked.ruleSet, facts, nationalCalendar)).toEqual(settlePrepared(prepared, facts, nationalCalendar))
    }
  })
})

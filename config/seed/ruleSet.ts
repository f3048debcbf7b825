import type { RuleSet } from '../../shared/settlement/ruleSet'

type MatrixRow = RuleSet['matrix'][number]

type Time = MatrixRow['time']

/** Base fee in fen for a region prefix and a business type, with the factor of each time; `*` is any other time. */
const rates = (
  region: string,
  business: string,
  baseFen: number,
  factors: Partial<Record<Time, string>>,
): MatrixRow[] =>
  Object.entries(factors).map(([time, factor]) => ({ region, time: time as Time, business, baseFen, factor }))

const inHangzhou = { '*': '1.2', night: '1.375', restday: '1.5', holiday: '1.8' }
const inXihu = { '*': '1.25', night: '1.375', restday: '1.5', holiday: '1.8' }

const critical = { '==': [{ var: 'ticket.priority' }, 'critical'] }
const isFirstTierCity = { '==': [{ var: 'ticket.cityTier' }, 1] }
const isOffsite = { '==': [{ var: 'service.offsite' }, true] }

/** The rule set of the demo company, as finance would publish it. */
export const ruleSet: RuleSet = {
  statutoryHolidays: [
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-18',
    '2026-02-19',
    '2026-04-05',
    '2026-05-01',
    '2026-05-02',
    '2026-06-19',
    '2026-09-25',
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
  ],
  params: { 紧急服务溢价: '50', 每公里补贴: '1.20' },
  matrix: [
    ...rates('*', '*', 8_000, { '*': '1.0' }),
    ...rates('*', 'repair', 10_000, { '*': '1.0' }),
    ...rates('*', 'install', 12_000, { '*': '1.0' }),
    ...rates('*', 'consultation', 2_000, { '*': '1.0' }),
    ...rates('33', '*', 9_000, { '*': '1.05' }),
    ...rates('3301', '*', 9_000, { '*': '1.1' }),
    ...rates('3301', 'repair', 12_000, inHangzhou),
    ...rates('3301', 'repair.washer', 10_000, inHangzhou),
    ...rates('3301', 'repair.waterheater', 11_000, inHangzhou),
    ...rates('3301', 'install', 15_000, inHangzhou),
    ...rates('3301', 'complaint', 6_000, { '*': '1.0' }),
    ...rates('3301', 'consultation', 2_000, { '*': '1.0' }),
    ...rates('330106', 'repair.aircon', 13_500, inXihu),
    ...rates('1101', '*', 14_000, { '*': '1.3' }),
    ...rates('54', '*', 15_000, { '*': '1.1' }),
  ],
  items: [
    { code: 'base', name: '服务费', amount: '基础费用*区域系数' },
    { code: 'urgent', name: '紧急费', when: critical, amount: '紧急服务溢价' },
    {
      code: 'offsite',
      name: '异地津贴',
      when: { and: [critical, isFirstTierCity, isOffsite] },
      amount: '服务费*0.15',
    },
    {
      code: 'altitude',
      name: '高原加成',
      when: { '>=': [{ var: 'ticket.altitudeM' }, 3000] },
      amount: '服务费*0.15',
    },
    {
      code: 'distance',
      name: '路程补贴',
      when: { '>': [{ var: 'service.distanceKm' }, 10] },
      amount: 'max(0, 距离公里-10)*每公里补贴',
    },
    { code: 'parts', name: '配件', amount: '配件金额' },
  ],
  overtime: { hourlyFen: 9_000, multiplier: { normal: '1.5', night: '1.5', restday: '2', holiday: '3' } },
  tiers: {
    monthlyVisits: {
      mode: 'progressive',
      bands: [
        { from: '0', to: '60', rate: '0' },
        { from: '60', to: '100', rate: '10' },
        { from: '100', to: null, rate: '20' },
      ],
    },
  },
}

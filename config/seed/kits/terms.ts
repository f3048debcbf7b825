import { HOUR, MINUTE } from '../../../shared/kernel/time'
import type { Priority } from '../../../shared/priorities'
import type { RuleSet } from '../../../shared/settlement/ruleSet'
import { standardPolicy } from '../../../shared/sla/defaults'
import type { Policy, Target } from '../../../shared/sla/policy'
import { ruleSet as companyRules } from '../ruleSet'
import type { KitRuleSet } from './kit'

/** Hours to the first response, to arrival (null: nobody goes there) and to the solution. */
type Promised = readonly [number, number | null, number]
type Promises = Readonly<Record<Priority, Promised>>

const MINUTES_AN_HOUR = HOUR / MINUTE

const targetsAt = (promises: Promises, place: 0 | 1 | 2): Record<Priority, Target | null> => {
  const target = (priority: Priority): Target | null => {
    const hours = promises[priority][place]
    const runs = priority === 'critical' ? 'always' : 'calendar'
    return hours === null ? null : { minutes: Math.round(hours * MINUTES_AN_HOUR), runs }
  }
  return { critical: target('critical'), high: target('high'), normal: target('normal') }
}

/** What is urgent runs day and night, everything else in working time. */
export const policy = (
  code: string,
  name: string,
  businessType: string,
  promises: Promises,
  rest: Partial<Pick<Policy, 'covers' | 'nodeMinutes' | 'pauseReasons' | 'resolvedBy'>> = {},
): Policy => ({
  ...standardPolicy,
  code,
  name,
  covers: { ...standardPolicy.covers, businessType },
  targets: {
    response: targetsAt(promises, 0),
    arrival: targetsAt(promises, 1),
    resolution: targetsAt(promises, 2),
  },
  nodeMinutes: {},
  ...rest,
})

type Row = RuleSet['matrix'][number]

/** Percent of the base fee by region: everywhere, Hangzhou, and the cities of the first tier. */
const regions = { '*': 100, '3301': 110, '1101': 130, '3101': 130, '4401': 125, '4403': 130 } as const
const times = { '*': '1.0', night: '1.5', restday: '1.3', holiday: '2' } as const

/** Every region, time and business with its price; `fees` are base fees in fen. */
const matrixOf = (fees: Readonly<Record<string, number>>): Row[] =>
  Object.entries(regions).flatMap(([region, percent]) =>
    Object.entries(fees).flatMap(([business, fen]) =>
      Object.entries(times).map(
        ([time, factor]): Row => ({
          region,
          time: time as Row['time'],
          business,
          baseFen: Math.round((fen * percent) / 100),
          factor,
        }),
      ),
    ),
  )

type Rates = {
  fees: Readonly<Record<string, number>>
  params?: RuleSet['params']
  /** Between the fee of the urgent and the parts. */
  items?: RuleSet['items']
  overtimeFen?: number
}

/** Prices of a trade, with what is usual: fee, urgency, distance and parts. */
export const rates = (
  code: string,
  name: string,
  { fees, params = {}, items = [], overtimeFen }: Rates,
): KitRuleSet => ({
  code,
  name,
  body: {
    statutoryHolidays: companyRules.statutoryHolidays,
    params: { 紧急加价: '50', 每公里补贴: '1.20', ...params },
    matrix: matrixOf(fees),
    items: [
      { code: 'base', name: '服务费', amount: '基础费用*区域系数' },
      { code: 'urgent', name: '紧急费', when: isUrgent, amount: '紧急加价' },
      {
        code: 'distance',
        name: '路程补贴',
        when: { '>': [{ var: 'service.distanceKm' }, 10] },
        amount: 'max(0, 距离公里-10)*每公里补贴',
      },
      ...items,
      { code: 'parts', name: '配件', amount: '配件金额' },
    ],
    ...(overtimeFen && {
      overtime: {
        hourlyFen: overtimeFen,
        multiplier: { normal: '1.5', night: '1.5', restday: '2', holiday: '3' },
      },
    }),
  },
})

export const isUrgent = { '==': [{ var: 'ticket.priority' }, 'critical'] }
/** Of the ticket that is settled. */
export const isBusiness = (...types: string[]) => ({ in: [{ var: 'ticket.businessType' }, types] })

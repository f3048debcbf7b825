import type { CodeNames } from '../../../shared/codeNames'
import { coversSays, objectionTo } from '../../../shared/sla/choice'
import { clockNames, ticketClocks } from '../../../shared/sla/policy'
import type { Explanation } from '../../../shared/sla/views'
import { spanWords } from '../../../shared/words'
import type { ClockedTicket } from '../../tickets/due/actions'
import type { Facts } from '../facts/actions'
import { choiceFor, type Settings } from '../following/rules'
import { targetFor } from '../rules'

export type Case = Pick<Facts, 'choice' | 'namedCode'> & Pick<ClockedTicket, 'priority' | 'isRed'>

export const viewExplanation = (one: Case, settings: Settings, names: CodeNames): Explanation => {
  const { choice, priority, isRed } = one
  const { policy, isNamed, calendarCode, calendarWhy } = choiceFor(one, settings)
  const calendarName = settings.calendars.find(({ id }) => id === calendarCode)?.name ?? calendarCode
  return {
    policy: { code: policy.code, name: policy.name },
    why: isNamed ? '工单模板指定了这条策略' : `第一条符合的策略：${coversSays(policy.covers, names)}`,
    calendar: { code: calendarCode, name: calendarName },
    calendarWhy,
    facts: { ...choice, priority, isRed },
    targets: ticketClocks.flatMap(clock => {
      const target = targetFor(policy, clock, one)
      if (!target) return []
      const runs = target.runs === 'always' ? '全天计时' : `按${calendarName}`
      return [{ clock, ...target, says: `${clockNames[clock]} ${spanWords(target.minutes)}，${runs}` }]
    }),
    considered: settings.policies.map(({ code, name, covers }) => {
      const objection = objectionTo(covers, choice, names)
      const isChosen = code === policy.code
      return { code, name, covers: objection === null, because: objection ?? '符合', isChosen }
    }),
  }
}

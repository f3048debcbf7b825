import type { automationApi } from '../../../shared/automation'
import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import type { Reading } from '../../call'
import { findTicket } from '../../tickets/actions'
import { planEffects } from '../effects/actions'
import { judge } from '../hearing/actions'

type Try = typeof automationApi.try

/** What the rule would do to this ticket now, as if its trigger had just come. Refuses what its condition refuses. */
export const tryRule = async (reading: Reading, { rule, ticketId }: ReadInputOf<Try>): Promise<OutputOf<Try>> => {
  const ticket = await findTicket(reading, ticketId)
  const { matches, says } = await judge(reading, rule, ticket)
  const around = { ticket, ruleName: rule.name, trigger: '试运行' }
  const planned = matches ? await planEffects(reading, around, rule.then) : []
  return { matches, says, effects: planned.map(({ says: words, act }) => ({ says: words, isDone: act !== undefined })) }
}

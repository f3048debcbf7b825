import type { TemplateAction } from '../../../../shared/templates/actions'
import type { Call } from '../../../call'
import { markTicket, reddenTicket } from '../../../tickets/marks/actions'
import { inFull } from '../holding/actions'
import { markOf } from './rules'

/** What an automatic node does: to the ticket here, all else by those who hear of it. */
export const carryOut = async (call: Call, ticketId: string, actions: readonly TemplateAction[]): Promise<void> => {
  const whole = inFull(call)
  const mark = markOf(actions)
  if (mark) await markTicket(whole, { ticketId, ...mark })
  for (const action of actions) {
    if (action.action === 'redAlert') await reddenTicket(whole, ticketId, action.reason)
  }
  const due = actions.filter(({ action }) => !['setPriority', 'addTag', 'assignTeam', 'redAlert'].includes(action))
  if (due.length > 0) call.emit({ type: 'template.actionsDue', ticketId, actions: due })
}

import type { EscalationHistory } from '../../shared/escalation'
import type { Call } from '../call'
import { showHistory } from './history/actions'
import { takeOn } from './stopping/actions'

/** The caller takes the ticket on: what has not been sent yet is not sent. */
export const acknowledge = async (call: Call, { ticketId }: { ticketId: string }): Promise<EscalationHistory> => {
  await takeOn(call, { ticketId, personId: call.actor.personId, name: call.actor.name })
  return showHistory(call, { ticketId })
}

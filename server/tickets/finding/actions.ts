import { refuseUnless } from '../../../shared/kernel/refusal'
import { scopesOf } from '../../../shared/kernel/scope'
import type { Reading } from '../../call'
import { lookTicket, type TicketRow } from '../store'

/** The ticket, if this actor may see it; otherwise it is not there. */
export const findTicket = async (reading: Reading, id: string): Promise<TicketRow> => {
  const row = await lookTicket(reading.tx, id, scopesOf(reading.actor))
  refuseUnless(row, 'ticket.not_found')
  return row
}

import type { Reading } from '../../call'
import { lookPerson, type PersonRow } from '../../people/actions'
import { listLine } from '../../people/line/actions'
import { findTicket } from '../../tickets/actions'

/**
 * Who is above somebody, or above whoever has a ticket on hand: the team lead, then the regional managers, each once
 * and none who has left; never empty while anybody leads or administers.
 */
export const lineAbove = async (
  reading: Reading,
  below: { personId: string } | { ticketId: string },
): Promise<PersonRow[]> => ('ticketId' in below ? ofTicket(reading, below.ticketId) : ofPerson(reading, below.personId))

const ofPerson = async (reading: Reading, personId: string): Promise<PersonRow[]> => {
  const person = await lookPerson(reading, personId)
  const [regionCode = null] = person?.regionCodes ?? []
  const line = await listLine(reading, { teamId: person?.teamId ?? null, regionCode })
  return line.filter(({ id }) => id !== personId)
}

const ofTicket = async (reading: Reading, ticketId: string): Promise<PersonRow[]> => {
  const ticket = await findTicket(reading, ticketId)
  const holder = ticket.assigneeId ? await lookPerson(reading, ticket.assigneeId) : null
  const line = await listLine(reading, { teamId: holder?.teamId ?? ticket.teamId, regionCode: ticket.regionCode })
  return line.filter(({ id }) => id !== holder?.id)
}

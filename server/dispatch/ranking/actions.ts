import type { dispatchApi, RankedEngineer, Ranking, RefusalReason, Weights } from '../../../shared/dispatch'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import type { Reading } from '../../call'
import type { PersonRow } from '../../people/actions'
import { listEngineers, lookPerson } from '../../people/actions'
import { countOfToday, findTicket, listDeclinersOf, type TicketRow } from '../../tickets/actions'
import { lookSettings } from '../store'
import { type Engineer, rank, type WantedTicket } from './rules'

const engineerOf = (person: PersonRow, ticketsToday: number, hasDeclined: boolean): Engineer => ({
  id: person.id,
  name: person.name,
  skills: person.skills,
  lat: person.homeLat,
  lng: person.homeLng,
  rating: person.rating,
  capacity: person.capacity,
  ticketsToday,
  onDuty: person.onDuty,
  regionCodes: person.regionCodes,
  providerId: person.providerId,
  hasLeft: person.status === 'left',
  hasDeclined,
})

const ourEngineers = async (reading: Reading, decliners: readonly string[]): Promise<Engineer[]> => {
  const people = await listEngineers(reading)
  const ids = people.map(({ id }) => id)
  const ticketsToday = await countOfToday(reading, ids)
  const declined = new Set(decliners)
  return people.map(person => engineerOf(person, ticketsToday.get(person.id) ?? 0, declined.has(person.id)))
}

/**
 * A ticket that a provider's own people entered stays with that provider. The ticket's `providerId` will not do: it
 * follows whoever the ticket is assigned to.
 */
const wantedOf = async (reading: Reading, ticket: TicketRow): Promise<WantedTicket> => ({
  businessType: ticket.businessType,
  regionCode: ticket.regionCode,
  place: ticket.lat !== null && ticket.lng !== null ? { lat: ticket.lat, lng: ticket.lng } : null,
  providerId: (await lookPerson(reading, ticket.createdById))?.providerId ?? null,
})

/** Our engineers against this ticket, those who declined it among the refused. */
export const rankingFor = async (
  reading: Reading,
  ticket: TicketRow,
  weights: Weights,
  overruled: readonly RefusalReason[] = [],
): Promise<Ranking> => {
  const engineers = await ourEngineers(reading, await listDeclinersOf(reading, ticket.id))
  return rank(await wantedOf(reading, ticket), engineers, weights, overruled)
}

/** Who fits the ticket, best first, under the weights in force. */
export const suggest = async (reading: Reading, { ticketId }: { ticketId: string }): Promise<Ranking> => {
  const ticket = await findTicket(reading, ticketId)
  const { weights } = await lookSettings(reading.tx)
  return rankingFor(reading, ticket, weights)
}

type Trial = ReadInputOf<typeof dispatchApi.rank>

/** Ranks a ticket that need not exist, among the engineers given or all of ours. Stores nothing. */
export const rankTrial = async (reading: Reading, { ticket, engineers, weights }: Trial): Promise<Ranking> => {
  const given = (engineer: RankedEngineer): Engineer => ({ ...engineer, hasLeft: false, hasDeclined: false })
  const { businessType, regionCode = null, lat = null, lng = null } = ticket
  const place = lat !== null && lng !== null ? { lat, lng } : null
  return rank(
    { businessType, regionCode, place, providerId: null },
    engineers ? engineers.map(given) : await ourEngineers(reading, []),
    weights ?? (await lookSettings(reading.tx)).weights,
  )
}

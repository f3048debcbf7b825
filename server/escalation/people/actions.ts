import type { EscalationStep, EscalationTarget } from '../../../shared/escalation'
import type { Reading } from '../../call'
import { listAsked } from '../../flows/steps/actions'
import { listActivePeople, lookPerson, type PersonRow } from '../../people/actions'
import { listRegionalManagers, lookTeamLead } from '../../people/line/actions'
import type { TicketRow } from '../../tickets/actions'
import { nodeKeyIn } from '../clocks/actions'
import { dispatchersOf } from './rules'

/** Whom one target means: these are told, and the others in their order when these cannot be reached. */
export type Meant = { first: PersonRow[]; others: PersonRow[] }

const oneOf = ([first, ...others]: PersonRow[]): Meant => ({ first: first ? [first] : [], others })

/** What a step is about. */
export type About = { ticket: TicketRow; clock: string }

/** Who has the ticket on hand, if they still work here. */
const lookHolder = async (reading: Reading, { assigneeId }: TicketRow): Promise<PersonRow | null> => {
  const holder = assigneeId ? await lookPerson(reading, assigneeId) : null
  return holder?.status === 'active' ? holder : null
}

/** Words go to every dispatcher in charge; a call to one after the other. */
const dispatchers = async (reading: Reading, ticket: TicketRow, { channel }: EscalationStep): Promise<Meant> => {
  const all = dispatchersOf(ticket, await listActivePeople(reading, 'dispatcher'))
  if (all.length === 0) return regionalManager(reading, ticket)
  return channel === 'phone' ? oneOf(all) : { first: all, others: [] }
}

const teamLead = async (reading: Reading, ticket: TicketRow): Promise<Meant> => {
  const holder = await lookHolder(reading, ticket)
  const lead = await lookTeamLead(reading, holder?.teamId ?? ticket.teamId)
  return lead ? oneOf([lead]) : regionalManager(reading, ticket)
}

const regionalManager = async (reading: Reading, { regionCode }: TicketRow): Promise<Meant> =>
  oneOf(await listRegionalManagers(reading, regionCode))

/** Those whom the flow asks at a node, if the clock is of one; else who has the ticket; else the dispatchers. */
const holder = async (reading: Reading, { ticket, clock }: About, step: EscalationStep): Promise<Meant> => {
  const nodeKey = nodeKeyIn(clock)
  const asked = nodeKey ? await listAsked(reading, ticket.id, nodeKey) : []
  const people = await Promise.all(asked.map(id => lookPerson(reading, id)))
  const here = people.filter((one): one is PersonRow => one?.status === 'active')
  if (here.length > 0) return { first: here, others: [] }
  const has = await lookHolder(reading, ticket)
  return has ? oneOf([has]) : dispatchers(reading, ticket, step)
}

const meant: Record<EscalationTarget, (reading: Reading, about: About, step: EscalationStep) => Promise<Meant>> = {
  holder,
  dispatcher: (reading, { ticket }, step) => dispatchers(reading, ticket, step),
  teamLead: (reading, { ticket }) => teamLead(reading, ticket),
  regionalManager: (reading, { ticket }) => regionalManager(reading, ticket),
}

/** Whom a step is for, each once. */
export const meantBy = async (reading: Reading, about: About, step: EscalationStep): Promise<Meant> => {
  const all = await Promise.all(step.to.map(target => meant[target](reading, about, step)))
  const first = onceEach(all.flatMap(one => one.first))
  const others = onceEach(all.flatMap(one => one.others)).filter(({ id }) => !first.some(one => one.id === id))
  return { first, others }
}

const onceEach = (people: readonly PersonRow[]): PersonRow[] => [...new Map(people.map(one => [one.id, one])).values()]

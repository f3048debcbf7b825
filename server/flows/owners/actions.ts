import type { AssigneeRule } from '../../../shared/flows/flow'
import { isInScope, scopesOf } from '../../../shared/kernel/scope'
import type { Call, Reading } from '../../call'
import { actorOf, listActivePeople, lookPerson, type PersonRow } from '../../people/actions'
import { listLine, lookTeamLead } from '../../people/line/actions'
import type { TicketRow } from '../../tickets/actions'
import { nextInTurn } from './rules'
import { lookTurn, noteTurn, takeTurn } from './store'

type Found = {
  people: readonly (PersonRow | null)[]
  /** Whose manager stands in when none of them is here any more. */
  insteadOf?: PersonRow | null
}
/** Whose turn it was last in a team, and that it is somebody's now. */
type Turns = { last: (teamId: string) => Promise<string | null>; note: (teamId: string, id: string) => Promise<void> }
type Finding<By extends AssigneeRule['by']> = (
  reading: Reading,
  rule: Extract<AssigneeRule, { by: By }>,
  about: { ticket: TicketRow; turns: Turns },
) => Promise<Found>

const membersOf = async (
  reading: Reading,
  { teamId, role }: Extract<AssigneeRule, { by: 'team' | 'rotation' }>,
): Promise<PersonRow[]> => (await listActivePeople(reading, role)).filter(person => person.teamId === teamId)

const oneOf = async (reading: Reading, id: string | null): Promise<Found> => {
  const person = id ? await lookPerson(reading, id) : null
  return { people: [person], insteadOf: person }
}

const managersOf = async (reading: Reading, person: PersonRow | null, ticket: TicketRow): Promise<PersonRow[]> => {
  const lead = person && (await lookTeamLead(reading, person.teamId))
  if (lead && lead.id !== person.id) return [lead]
  const line = await listLine(reading, ticket)
  return line.filter(({ id }) => id !== person?.id).slice(0, 1)
}

const whoIs = (whom: 'creator' | 'assignee' | 'owner', ticket: TicketRow): string | null =>
  ({ creator: ticket.createdById, assignee: ticket.assigneeId, owner: ticket.ownerId })[whom]

const findings: { [By in AssigneeRule['by']]: Finding<By> } = {
  role: async (call, { role }, { ticket }) => ({
    people: (await listActivePeople(call, role)).filter(person => isInScope(scopesOf(actorOf(person)), ticket)),
  }),
  team: async (call, rule) => ({ people: await membersOf(call, rule) }),
  rotation: async (call, rule, { turns }) => {
    const last = await turns.last(rule.teamId)
    const next = nextInTurn(await membersOf(call, rule), last)
    if (next) await turns.note(rule.teamId, next.id)
    return { people: [next] }
  },
  person: (call, { personId }) => oneOf(call, personId),
  field: (call, { key }, { ticket }) => {
    const value = ticket.answers[key]
    return oneOf(call, typeof value === 'string' ? value : null)
  },
  ticketAssignee: (call, _, { ticket }) => oneOf(call, ticket.assigneeId),
  creator: (call, _, { ticket }) => oneOf(call, ticket.createdById),
  managerOf: async (call, { whom }, { ticket }) => {
    const id = whoIs(whom, ticket)
    return { people: await managersOf(call, id ? await lookPerson(call, id) : null, ticket) }
  },
}

const found = async (reading: Reading, rule: AssigneeRule, about: { ticket: TicketRow; turns: Turns }) => {
  const find = findings[rule.by] as Finding<typeof rule.by>
  const { people, insteadOf = null } = await find(reading, rule, about)
  const active = people.filter(person => person?.status === 'active') as PersonRow[]
  return active.length > 0 ? active : managersOf(reading, insteadOf, about.ticket)
}

/**
 * Who has to act, of those who work here now. Where a rule finds nobody, the manager of whoever it named stands in, else
 * the one in charge of the ticket's team or region, else an administrator: there is always somebody.
 */
export const resolveOwners = (call: Call, rule: AssigneeRule, ticket: TicketRow): Promise<PersonRow[]> =>
  found(call, rule, {
    ticket,
    turns: {
      last: async teamId => (await takeTurn(call.tx, teamId)).personId,
      note: (teamId, id) => noteTurn(call.tx, teamId, id),
    },
  })

/** Who would have to act; nobody's turn is taken. */
export const foreseeOwners = (reading: Reading, rule: AssigneeRule, ticket: TicketRow): Promise<PersonRow[]> =>
  found(reading, rule, {
    ticket,
    turns: { last: teamId => lookTurn(reading.tx, teamId), note: async () => undefined },
  })

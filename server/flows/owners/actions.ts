import type { AssigneeRule } from '../../../shared/flows/flow'
import type { Role } from '../../../shared/kernel/roles'
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
/** Who works here, asked as often as it takes. */
type Company = {
  active: (role?: Role) => Promise<PersonRow[]>
  person: (id: string) => Promise<PersonRow | null>
  lead: (teamId: string | null) => Promise<PersonRow | null>
  line: (standing: { teamId: string | null; regionCode: string | null }) => Promise<PersonRow[]>
}
type Finding<By extends AssigneeRule['by']> = (
  company: Company,
  rule: Extract<AssigneeRule, { by: By }>,
  about: { ticket: TicketRow; turns: Turns },
) => Promise<Found>

const membersOf = async (
  company: Company,
  { teamId, role }: Extract<AssigneeRule, { by: 'team' | 'rotation' }>,
): Promise<PersonRow[]> => (await company.active(role)).filter(person => person.teamId === teamId)

const oneOf = async (company: Company, id: string | null): Promise<Found> => {
  const person = id ? await company.person(id) : null
  return { people: [person], insteadOf: person }
}

const managersOf = async (company: Company, person: PersonRow | null, ticket: TicketRow): Promise<PersonRow[]> => {
  const lead = person && (await company.lead(person.teamId))
  if (lead && lead.id !== person.id) return [lead]
  const line = await company.line(ticket)
  return line.filter(({ id }) => id !== person?.id).slice(0, 1)
}

const whoIs = (whom: 'creator' | 'assignee' | 'owner', ticket: TicketRow): string | null =>
  ({ creator: ticket.createdById, assignee: ticket.assigneeId, owner: ticket.ownerId })[whom]

const findings: { [By in AssigneeRule['by']]: Finding<By> } = {
  role: async (company, { role }, { ticket }) => ({
    people: (await company.active(role)).filter(person => isInScope(scopesOf(actorOf(person)), ticket)),
  }),
  team: async (company, rule) => ({ people: await membersOf(company, rule) }),
  rotation: async (company, rule, { turns }) => {
    const last = await turns.last(rule.teamId)
    const next = nextInTurn(await membersOf(company, rule), last)
    if (next) await turns.note(rule.teamId, next.id)
    return { people: [next] }
  },
  person: (company, { personId }) => oneOf(company, personId),
  field: (company, { key }, { ticket }) => {
    const value = ticket.answers[key]
    return oneOf(company, typeof value === 'string' ? value : null)
  },
  ticketAssignee: (company, _, { ticket }) => oneOf(company, ticket.assigneeId),
  creator: (company, _, { ticket }) => oneOf(company, ticket.createdById),
  managerOf: async (company, { whom }, { ticket }) => {
    const id = whoIs(whom, ticket)
    return { people: await managersOf(company, id ? await company.person(id) : null, ticket) }
  },
}

const found = async (company: Company, rule: AssigneeRule, about: { ticket: TicketRow; turns: Turns }) => {
  const find = findings[rule.by] as Finding<typeof rule.by>
  const { people, insteadOf = null } = await find(company, rule, about)
  const active = people.filter(person => person?.status === 'active') as PersonRow[]
  return active.length > 0 ? active : managersOf(company, insteadOf, about.ticket)
}

/**
 * Who has to act, of those who work here now. Where a rule finds nobody, the manager of whoever it named stands in, else
 * the one in charge of the ticket's team or region, else an administrator: there is always somebody.
 */
export const resolveOwners = (call: Call, rule: AssigneeRule, ticket: TicketRow): Promise<PersonRow[]> =>
  found(companyOf(call), rule, {
    ticket,
    turns: {
      last: async teamId => (await takeTurn(call.tx, teamId)).personId,
      note: (teamId, id) => noteTurn(call.tx, teamId, id),
    },
  })

const companyOf = (reading: Reading): Company => ({
  active: role => listActivePeople(reading, role),
  person: id => lookPerson(reading, id),
  lead: teamId => lookTeamLead(reading, teamId),
  line: standing => listLine(reading, standing),
})

export type Foresee = (rule: AssigneeRule, ticket: TicketRow) => Promise<PersonRow[]>

/** Who would have to act; nobody's turn is taken. What was once read of the company is not read again. */
export const foreseer = (reading: Reading): Foresee => {
  const company = companyOf(reading)
  const turn = remembering((teamId: string) => lookTurn(reading.tx, teamId), String)
  const remembered: Company = {
    active: remembering(company.active, String),
    person: remembering(company.person, String),
    lead: remembering(company.lead, String),
    line: remembering(company.line, ({ teamId, regionCode }) => `${teamId} ${regionCode}`),
  }
  return (rule, ticket) => found(remembered, rule, { ticket, turns: { last: turn, note: async () => undefined } })
}

const remembering = <Asked, Answer>(
  ask: (asked: Asked) => Promise<Answer>,
  nameOf: (asked: Asked) => string,
): ((asked: Asked) => Promise<Answer>) => {
  const known = new Map<string, Promise<Answer>>()
  return asked => {
    const name = nameOf(asked)
    const answer = known.get(name) ?? ask(asked)
    known.set(name, answer)
    return answer
  }
}

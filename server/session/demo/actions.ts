import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { type Actor, type Role, roles } from '../../../shared/kernel/roles'
import type { LoggedInPerson, Session } from '../../../shared/session'
import type { Call, Reading } from '../../call'
import { actorOfCustomer, listFirstCustomers, lookCustomer } from '../../customers/actions'
import { actorOf, listActivePeople, lookPerson, lookTeamName } from '../../people/actions'
import { openSession } from '../actions'
import { viewLoggedIn } from '../view'

const CUSTOMERS_SHOWN = 3

const refuseOutsideDemo = ({ context }: Reading): void =>
  refuseUnless(context.config.mode === 'demo', 'session.demo_off')

/** A session without any proof, as a person's or customer's id, or as the first of a role. Refuses outside the demo. */
export const enterDemo = async (call: Call, { as }: { as: string }): Promise<Session> => {
  refuseOutsideDemo(call)
  const actor = isRole(as) ? await firstOf(call, as) : await actorWithId(call, as)
  return openSession(call, actor ?? refuse('person.not_found', { id: as }))
}

const isRole = (as: string): as is Role => roles.some(role => role === as)

const firstOf = async (reading: Reading, role: Role): Promise<Actor | null> => {
  if (role === 'customer') {
    const [customer] = await listFirstCustomers(reading, 1)
    return customer ? actorOfCustomer(customer) : null
  }
  const [person] = await listActivePeople(reading, role)
  return person ? actorOf(person) : null
}

const actorWithId = async (reading: Reading, id: string): Promise<Actor | null> => {
  const person = await lookPerson(reading, id)
  if (person) return person.status === 'active' ? actorOf(person) : null
  const customer = await lookCustomer(reading, id)
  return customer && actorOfCustomer(customer)
}

/** Everybody who can be played: all members, and a few customers. */
export const listDemoPeople = async (reading: Reading): Promise<{ items: LoggedInPerson[] }> => {
  refuseOutsideDemo(reading)
  const members = await listActivePeople(reading)
  const customers = await listFirstCustomers(reading, CUSTOMERS_SHOWN)
  const actors = [...members.map(actorOf), ...customers.map(actorOfCustomer)]
  return {
    items: await Promise.all(actors.map(async actor => viewLoggedIn(actor, await lookTeamName(reading, actor.teamId)))),
  }
}

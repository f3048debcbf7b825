import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import type { Actor, Role } from '../../shared/kernel/roles'
import { fits, type PersonView } from '../../shared/people'
import type { Call, Reading } from '../call'
import { endWork } from './employment/actions'
import { dialable } from './rules'
import * as store from './store'
import { viewPerson } from './view'

export type { PersonRow } from './store'

/** Somebody who works or worked here; refuses `person.not_found`. */
export const findPerson = async (reading: Reading, id: string): Promise<store.PersonRow> =>
  (await lookPerson(reading, id)) ?? refuse('person.not_found', { id })

export const lookPerson = ({ tx }: Reading, id: string): Promise<store.PersonRow | null> => store.lookPerson(tx, id)

/** The member behind a WeCom user id, in upper or lower case. */
export const lookPersonByWecomUserId = ({ tx }: Reading, userId: string): Promise<store.PersonRow | null> =>
  store.lookPersonByWecomUserId(tx, userId)

/** Engineers who have not left, on duty or not, those of providers among them, by id. */
export const listEngineers = ({ tx }: Reading): Promise<store.PersonRow[]> => store.listActivePeople(tx, 'engineer')

/** Who works here now, by id; of one role when it is given. */
export const listActivePeople = ({ tx }: Reading, role?: Role): Promise<store.PersonRow[]> =>
  store.listActivePeople(tx, role)

/** Names by id, of those who left too; ids of nobody are absent. */
export const namesOf = async ({ tx }: Reading, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await store.listPeople(tx, [...new Set(ids)])).map(({ id, name }) => [id, name]))

/** Null when this is nobody's team, as for a customer. */
export const lookTeamName = async ({ tx }: Reading, teamId: string | null | undefined): Promise<string | null> =>
  teamId ? ((await store.lookTeam(tx, teamId))?.name ?? null) : null

type Identity = Pick<store.PersonRow, 'id' | 'name' | 'roles' | 'teamId' | 'regionCodes' | 'providerId'>

export const actorOf = ({ id, name, roles, teamId, regionCodes, providerId }: Identity): Actor => ({
  kind: 'member',
  personId: id,
  name,
  roles,
  teamId,
  regionCodes,
  providerId,
})

export const listPeople = async (reading: Reading, { role }: { role?: Role }): Promise<{ items: PersonView[] }> => {
  const [rows, teams] = await Promise.all([store.listActivePeople(reading.tx, role), store.listTeams(reading.tx)])
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]))
  return { items: rows.map(row => viewPerson(row, reading.actor, teamNames.get(row.teamId ?? '') ?? null)) }
}

export const listTeams = async ({ tx }: Reading): Promise<{ items: { id: string; name: string }[] }> => ({
  items: (await store.listTeams(tx)).map(({ id, name }) => ({ id, name })),
})

/** Ids of all teams. */
export const knownTeams = async ({ tx }: Reading): Promise<string[]> => (await store.listTeams(tx)).map(({ id }) => id)

/** Those of the ids whose people work here. */
export const knownMembers = async ({ tx }: Reading, ids: readonly string[]): Promise<string[]> =>
  (await store.listPeople(tx, ids)).flatMap(({ id, status }) => (status === 'active' ? [id] : []))

/** Those of the skills that some engineer who works here has. */
export const knownSkills = async (reading: Reading, skills: readonly string[]): Promise<string[]> => {
  const had = [...new Set((await listEngineers(reading)).flatMap(engineer => engineer.skills))]
  return skills.filter(wanted => had.some(skill => fits(skill, wanted)))
}

/** The engineer who calls begins or ends the working day. */
export const setDuty = async (call: Call, { onDuty }: { onDuty: boolean }): Promise<PersonView> => {
  const me = await findPerson(call, call.actor.personId)
  return view(call, await store.updatePerson(call.tx, me, { onDuty }))
}

/** A colleague leaves: sessions end, messages stop (`person.left`). Marking somebody twice changes nothing. */
export const markLeft = async (call: Call, { id, version }: { id: string; version: number }): Promise<PersonView> => {
  const person = await findPerson(call, id)
  if (person.status === 'left') return view(call, person)
  refuseUnless(person.version === version, 'person.changed_meanwhile', { id })
  return view(call, await endWork(call, person))
}

/** The caller's own number, for text messages and calls when an escalation reaches them; null takes it back. */
export const setPhone = async (call: Call, { phone }: { phone: string | null }): Promise<PersonView> => {
  const me = await findPerson(call, call.actor.personId)
  return view(call, await store.updatePerson(call.tx, me, { phone: phone && dialable(phone) }))
}

const view = async (reading: Reading, row: store.PersonRow): Promise<PersonView> =>
  viewPerson(row, reading.actor, await lookTeamName(reading, row.teamId))

import type { Call } from '../../call'
import { type PersonRow, savePeople, updatePerson } from '../store'

/** A colleague leaves: sessions end, messages stop, tickets move on (`person.left`). Doing it twice changes nothing. */
export const endWork = async (call: Call, person: PersonRow): Promise<PersonRow> => {
  if (person.status === 'left') return person
  const left = await updatePerson(call.tx, person, { status: 'left', onDuty: false })
  call.emit({ type: 'person.left', personId: person.id })
  return left
}

/** Somebody new, without a role, a skill or a phone number yet. */
export const newPerson = async (
  call: Call,
  { wecomUserId, name }: { wecomUserId: string; name: string },
): Promise<PersonRow> => {
  const person: PersonRow = {
    id: call.newId(),
    name: name.slice(0, 60),
    wecomUserId: wecomUserId.toLowerCase(),
    phone: null,
    roles: [],
    teamId: null,
    regionCodes: [],
    providerId: null,
    status: 'active',
    skills: [],
    homeLat: null,
    homeLng: null,
    rating: 0,
    capacity: 0,
    onDuty: false,
    version: 1,
  }
  await savePeople(call.tx, [person])
  call.emit({ type: 'person.joined', personId: person.id })
  return person
}

/**
 * `person` goes by `userId` from now on. Whoever was taken for a new colleague under that id before the news of the
 * renaming came was the same one all along, and gives way.
 */
export const takeOver = async (
  call: Call,
  person: PersonRow,
  mistaken: PersonRow | null,
  userId: string,
): Promise<PersonRow> => {
  if (mistaken && mistaken.id !== person.id) {
    await updatePerson(call.tx, await endWork(call, mistaken), { wecomUserId: null })
  }
  return updatePerson(call.tx, person, { wecomUserId: userId.toLowerCase() })
}

import { maskPhone } from '../../shared/kernel/privacy'
import { type Actor, hasRole } from '../../shared/kernel/roles'
import type { EngineerProfile, PersonView } from '../../shared/people'
import type { PersonRow } from './store'

/** Those who dispatch and answer for people see a colleague's number and home, and everybody their own. */
const seesWhole = (viewer: Actor, row: PersonRow): boolean =>
  viewer.personId === row.id || hasRole(viewer, 'manager', 'admin', 'dispatcher')

const profileOf = (row: PersonRow, isWhole: boolean): EngineerProfile => ({
  skills: row.skills,
  home: isWhole && row.homeLat !== null && row.homeLng !== null ? { lat: row.homeLat, lng: row.homeLng } : null,
  rating: row.rating,
  capacity: row.capacity,
  onDuty: row.onDuty,
})

/** A colleague as `viewer` may see them; `teamName` belongs to the row's `teamId`. */
export const viewPerson = (row: PersonRow, viewer: Actor, teamName: string | null): PersonView => {
  const isWhole = seesWhole(viewer, row)
  return {
    id: row.id,
    name: row.name,
    wecomUserId: row.wecomUserId,
    roles: row.roles,
    teamId: row.teamId,
    teamName,
    regionCodes: row.regionCodes,
    providerId: row.providerId,
    status: row.status,
    phone: row.phone && !isWhole ? maskPhone(row.phone) : row.phone,
    engineer: row.roles.includes('engineer') ? profileOf(row, isWhole) : null,
    version: row.version,
  }
}

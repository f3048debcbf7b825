import type { Reading } from '../../call'
import { listActivePeople, lookPerson, lookTeam, type PersonRow } from '../store'

/** Where somebody or something stands in the company. */
export type Standing = { teamId: string | null; regionCode: string | null }

/** The lead of this team, unless they have left. */
export const lookTeamLead = async ({ tx }: Reading, teamId: string | null): Promise<PersonRow | null> => {
  const leadId = teamId && (await lookTeam(tx, teamId))?.managerId
  const lead = leadId ? await lookPerson(tx, leadId) : null
  return lead?.status === 'active' ? lead : null
}

/** How closely somebody is in charge of a region: the digits that agree, -1 for not at all. */
const closeness = ({ regionCodes }: PersonRow, regionCode: string): number =>
  Math.max(
    -1,
    ...regionCodes
      .filter(prefix => regionCode.startsWith(prefix) || prefix.startsWith(regionCode))
      .map(prefix => prefix.length),
  )

/** Managers in charge of this region, the closest first; every manager when nobody is, administrators when there is none. */
export const listRegionalManagers = async ({ tx }: Reading, regionCode: string | null): Promise<PersonRow[]> => {
  const managers = await listActivePeople(tx, 'manager')
  const inCharge = regionCode ? managers.filter(one => closeness(one, regionCode) >= 0) : []
  inCharge.sort((a, b) => closeness(b, regionCode ?? '') - closeness(a, regionCode ?? '') || (a.id < b.id ? -1 : 1))
  if (inCharge.length > 0) return inCharge
  return managers.length > 0 ? managers : listActivePeople(tx, 'admin')
}

/** Team lead, then regional managers, each once. */
export const listLine = async (reading: Reading, { teamId, regionCode }: Standing): Promise<PersonRow[]> => {
  const lead = await lookTeamLead(reading, teamId)
  const managers = await listRegionalManagers(reading, regionCode)
  return [...(lead ? [lead] : []), ...managers.filter(({ id }) => id !== lead?.id)]
}

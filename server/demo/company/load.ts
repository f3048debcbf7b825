import { automationRules } from '../../../config/seed/automation'
import { customers } from '../../../config/seed/customers'
import { devices } from '../../../config/seed/devices'
import { flows } from '../../../config/seed/flows'
import { parts } from '../../../config/seed/parts'
import { people, providers, type SeedPerson, teams } from '../../../config/seed/people'
import { templates } from '../../../config/seed/templates'
import { systemActor } from '../../../shared/kernel/roles'
import { DAY } from '../../../shared/kernel/time'
import { keepRule } from '../../automation/store'
import { type Call, callAs } from '../../call'
import type { Context } from '../../context'
import { saveCustomers } from '../../customers/store'
import { isDuplicate } from '../../db/rows'
import { saveDevices } from '../../equipment/store'
import { saveFlows } from '../../flows/store'
import { saveParts } from '../../parts/store'
import { listActivePeople, type PersonRow, savePeople, saveProviders, saveTeams } from '../../people/store'
import { saveTemplates } from '../../templates/store'

/** What else belongs to a company: rule sets, tickets. Runs once, after its people and things stand. */
export type CompanyStep = (context: Context) => Promise<void>

/** The company has been in business for a while when the demo begins. */
export const foundedAt = (now: Date): Date => new Date(now.getTime() - 90 * DAY)

/** Writes the demo company and takes the further steps in order; does nothing where somebody works already. */
export const loadCompany = async (context: Context, steps: readonly CompanyStep[] = []): Promise<void> => {
  if (await writeOnce(context)) for (const step of steps) await step(context)
}

/** Whether this call wrote the company: false when it stands already, or another process writes it at the same moment. */
const writeOnce = async (context: Context): Promise<boolean> => {
  try {
    return await callAs(context, systemActor('demo'), async call => {
      if ((await listActivePeople(call.tx)).length > 0) return false
      await writeCompany(call)
      return true
    })
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

const writeCompany = async ({ tx, now }: Call): Promise<void> => {
  const createdAt = foundedAt(now)
  await saveProviders(tx, providers)
  await saveTeams(tx, teams)
  await savePeople(tx, people.map(personOf))
  await saveCustomers(
    tx,
    customers.map(customer => ({ ...customer, createdAt, version: 1 })),
  )
  await saveDevices(
    tx,
    devices.map(({ installedOn, ...device }) => ({
      ...device,
      installedAt: new Date(`${installedOn}T00:00:00+08:00`),
    })),
  )
  await saveTemplates(
    tx,
    templates.map(template => ({ ...template, id: template.code, versionNo: 1, publishedAt: createdAt })),
  )
  await saveFlows(
    tx,
    flows.map(flow => ({ ...flow, id: flow.code, versionNo: 1, publishedAt: createdAt, publishedById: 'admin1' })),
  )
  await saveParts(tx, parts)
  for (const { code, body } of automationRules) await keepRule(tx, { id: code, body, version: 0 })
}

const personOf = ({ engineer, ...person }: SeedPerson): PersonRow => ({
  ...person,
  teamId: person.teamId ?? null,
  regionCodes: person.regionCodes ?? [],
  providerId: person.providerId ?? null,
  status: 'active',
  skills: engineer?.skills ?? [],
  homeLat: engineer?.home.lat ?? null,
  homeLng: engineer?.home.lng ?? null,
  rating: engineer?.rating ?? 0,
  capacity: engineer?.capacity ?? 0,
  onDuty: engineer !== undefined,
  version: 1,
})

import type { Reading } from '../../call'
import { findFlow } from '../../flows/actions'
import { showLibrary } from '../../flows/library/actions'
import { loadPolicies } from '../../sla/policies/actions'
import { listNewest } from '../../templates/actions'
import { listDrafts } from '../../templates/drafts/actions'
import type { Company } from '../rules'

/** What this company has already of all that a kit may bring. */
export const loadCompany = async (reading: Reading, flowCodes: ReadonlySet<string>): Promise<Company> => {
  const shelf = (await showLibrary(reading)).items.filter(({ code }) => flowCodes.has(code))
  const flows: Company['flows'] = new Map()
  for (const { code, published } of shelf) {
    const flow = published && (await findFlow(reading, published.id))
    flows.set(code, flow ? { name: flow.name, body: flow.body } : null)
  }
  const templates: Company['templates'] = new Map((await listDrafts(reading)).map(({ id }) => [id, null]))
  for (const { code, name, isPreset, template } of await listNewest(reading)) {
    templates.set(code, { name, isPreset, body: template?.body ?? null })
  }
  return { flows, templates, policies: (await loadPolicies(reading)).map(({ version: _, ...policy }) => policy) }
}

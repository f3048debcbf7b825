import type { Kit } from '../../../config/seed/kits/kit'
import { refuseUnless } from '../../../shared/kernel/refusal'
import type { KitPart } from '../../../shared/kits'
import type { Call } from '../../call'
import { listFirstCustomers } from '../../customers/actions'
import { listNewest } from '../../templates/actions'
import { createTicket } from '../../tickets/actions'
import { isTemplateOurs } from '../rules'

type Making = { kit: Kit; parts: readonly KitPart[]; numbers: readonly string[] }

/** A ticket for each sample whose form is the kit's own, as many as there are numbers. Refuses `kit.no_customer`. */
export const makeSamples = async (call: Call, { kit, parts, numbers }: Making): Promise<number> => {
  if (numbers.length === 0) return 0
  const customers = await listFirstCustomers(call, numbers.length)
  refuseUnless(customers.length > 0, 'kit.no_customer')
  const versions = new Map((await listNewest(call)).map(({ code, id }) => [code, id]))
  const fitting = kit.samples.filter(({ templateCode }) => isTemplateOurs(parts, templateCode))
  for (const [at, { templateCode, words, priority, answers }] of fitting.entries()) {
    const customer = customers[at % customers.length]
    const templateId = versions.get(templateCode)
    const number = numbers[at]
    if (!customer || !templateId || !number) continue
    const wish = { templateId, customerId: customer.id, description: words, priority, answers }
    await createTicket(call, { ...wish, title: words, channel: 'demo', isDraft: false }, number)
  }
  return fitting.length
}

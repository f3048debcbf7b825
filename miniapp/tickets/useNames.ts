import { peopleApi } from '../../shared/people'
import { regionWords } from '../../shared/regions'
import type { Field } from '../../shared/templates/fields'
import type { Names } from '../../shared/templates/kinds/record'
import { namedIn } from '../../shared/templates/printed'
import type { TicketView } from '../../shared/tickets/views'
import { nameOf } from '../lib/known'
import { useRegions } from '../lib/regions'
import { nowHolds } from '../lib/usePerson'
import { useQuery } from '../lib/useQuery'
import { words } from './words'

/** What the ids and codes in a ticket's answers are called; asks only for what is in them. */
export const useNames = (ticket: TicketView, fields: readonly Field[]): Names => {
  const { answers, device, customer } = ticket
  const ids = (['device', 'customer', 'staff'] as const).flatMap(kind => namedIn(fields, answers, kind))
  const regionCodes = namedIn(fields, answers, 'region')
  const regions = useRegions(regionCodes.length > 0)
  const mayAsk = !nowHolds('customer', 'provider') && namedIn(fields, answers, 'staff').length > 0
  const { data: people } = useQuery(peopleApi.list, mayAsk ? {} : null)
  const known: Record<string, string> = {
    ...(device && { [device.id]: device.name }),
    ...(customer && { [customer.id]: customer.name }),
    ...Object.fromEntries((people?.items ?? []).map(({ id, name }) => [id, name])),
  }
  return {
    ...Object.fromEntries(ids.map(id => [id, known[id] ?? nameOf(id) ?? words.named])),
    ...(regions && Object.fromEntries(regionCodes.map(code => [code, regionWords(regions, code)]))),
  }
}

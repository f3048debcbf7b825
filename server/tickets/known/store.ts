import type { Scope } from '../../../shared/kernel/scope'
import type { Tx } from '../../db/database'
import { selectFields } from '../../db/rows'
import { whereInScope } from '../../db/scope'
import { type TicketRow, tickets } from '../store'

export type LastTicket = Pick<TicketRow, 'number' | 'answers'>

/** The customer's newest ticket that the scopes show, of these versions and this device when they are given. */
export const lookLastTicket = async (
  tx: Tx,
  scopes: readonly Scope[],
  of: { customerId: string; deviceId: string | null; templateIds: readonly string[] | null; besides: string },
): Promise<LastTicket | null> => {
  const scope = whereInScope(scopes)
  const device = of.deviceId ? 'AND t.device_id = ?' : ''
  const versions = of.templateIds ? `AND t.template_id IN (${of.templateIds.map(() => '?').join(', ')})` : ''
  const [last] = await selectFields(
    tx,
    tickets,
    ['number', 'answers'],
    `WHERE t.customer_id = ? ${device} ${versions} AND t.status NOT IN ('draft', 'cancelled') AND t.id <> ? AND ${scope.sql} ORDER BY t.id DESC LIMIT 1`,
    [of.customerId, ...(of.deviceId ? [of.deviceId] : []), ...(of.templateIds ?? []), of.besides, ...scope.parameters],
  )
  return last ?? null
}

import type { CustomerView } from '../../shared/customers'
import { maskPhone } from '../../shared/kernel/privacy'
import { type Actor, hasRole } from '../../shared/kernel/roles'
import type { CustomerRow } from './store'

/** The desk sees the number whole, a salesperson that of their own customers, a customer their own. */
export const seesPhone = (viewer: Actor, { id, ownerId }: Pick<CustomerRow, 'id' | 'ownerId'>): boolean =>
  viewer.personId === id || viewer.personId === ownerId || hasRole(viewer, 'dispatcher', 'manager', 'admin')

/** A customer as `viewer` may see them. */
export const viewCustomer = (row: CustomerRow, viewer: Actor): CustomerView => ({
  id: row.id,
  name: row.name,
  phone: row.phone && !seesPhone(viewer, row) ? maskPhone(row.phone) : row.phone,
  level: row.level,
  regionCode: row.regionCode,
  address: row.address,
  place: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  ownerId: row.ownerId,
  externalUserId: row.externalUserId,
  tags: row.tags,
  version: row.version,
})

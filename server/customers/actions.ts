import type { CustomerView, customersApi } from '../../shared/customers'
import type { OutputOf, ReadInputOf } from '../../shared/kernel/endpoint'
import { Refusal, refuse } from '../../shared/kernel/refusal'
import { type Actor, hasRole } from '../../shared/kernel/roles'
import type { Call, Reading } from '../call'
import type { Context } from '../context'
import { gathered } from '../db/gather'
import { isDuplicate } from '../db/rows'
import { listDevicesOf, viewDevice } from '../equipment/actions'
import { pageOf } from '../paging'
import { linkIdentity, lookCustomerBy } from './identities/actions'
import { searchable, storablePhone } from './rules'
import * as store from './store'
import { viewCustomer } from './view'

export { identitiesOf, linkIdentity, lookCustomerBy } from './identities/actions'
export type { CustomerRow } from './store'

type Profile = OutputOf<typeof customersApi.get>

/** Refuses `customer.not_found`. */
export const findCustomer = async (reading: Reading, id: string): Promise<store.CustomerRow> =>
  (await lookCustomer(reading, id)) ?? refuse('customer.not_found', { id })

const lookStanding = gathered(
  async (tx, ids) => new Map((await store.listStanding(tx, ids)).map(row => [row.id, row] as const)),
)

/** Before a transaction, together with those whom other requests ask for; null also for one that was merged into another. */
export const lookCustomerAhead = ({ db }: Context, id: string): Promise<store.CustomerRow | null> =>
  lookStanding(db, id)

export const lookCustomer = ({ tx }: Reading, id: string): Promise<store.CustomerRow | null> =>
  store.lookCustomer(tx, id)

/** Many at once, by id; of ids that stand for another since a merge, the record of that id itself. */
export const listCustomersById = async (
  { tx }: Reading,
  ids: readonly string[],
): Promise<Map<string, store.CustomerRow>> =>
  new Map((await store.listRecords(tx, [...new Set(ids)])).map(row => [row.id, row]))

/** By WeCom's external_userid. */
export const lookCustomerByExternalUserId = (
  reading: Reading,
  externalUserId: string,
): Promise<store.CustomerRow | null> => lookCustomerBy(reading, 'external', externalUserId)

/** By WeChat's openid in the customers' mini-program. */
export const lookCustomerByOpenid = (reading: Reading, openid: string): Promise<store.CustomerRow | null> =>
  lookCustomerBy(reading, 'openid', openid)

/** The first customers by id. */
export const listFirstCustomers = async ({ tx }: Reading, most: number): Promise<store.CustomerRow[]> =>
  store.listFirstCustomers(tx, most)

/** From now on this WeChat account is this customer. Refuses `customer.already_known` when it is another's. */
export const bindOpenid = async (
  call: Call,
  customer: store.CustomerRow,
  openid: string,
): Promise<store.CustomerRow> => {
  const holderId = await linkIdentity(call, customer.id, 'openid', openid)
  return holderId === customer.id ? findCustomer(call, customer.id) : refuse('customer.already_known')
}

export const actorOfCustomer = ({ id, name }: Pick<store.CustomerRow, 'id' | 'name'>): Actor => ({
  kind: 'customer',
  personId: id,
  name,
  roles: ['customer'],
})

/** Newest first, a page at a time. */
export const listCustomers = async (
  reading: Reading,
  input: ReadInputOf<typeof customersApi.list>,
): Promise<OutputOf<typeof customersApi.list>> => {
  const { rows, nextCursor } = await pageOf(reading, input, {
    name: 'customers.list',
    load: (after: store.Place | null, most) =>
      store.listCustomers(reading.tx, { after, most, ...searchable(input.text ?? '') }),
    placeOf: ({ createdAt, id }) => [createdAt.getTime(), id],
  })
  return { items: rows.map(row => viewCustomer(row, reading.actor)), nextCursor }
}

/** A customer with their devices. */
export const profileOf = async (reading: Reading, { id }: { id: string }): Promise<Profile> =>
  viewProfile(reading, await findCustomer(reading, id))

/** The customer of the chat that is open; refuses `customer.unknown_contact`. */
export const profileOfChat = async (
  reading: Reading,
  { externalUserId }: { externalUserId: string },
): Promise<Profile> =>
  viewProfile(
    reading,
    (await lookCustomerByExternalUserId(reading, externalUserId)) ?? refuse('customer.unknown_contact'),
  )

export const myProfile = (reading: Reading): Promise<Profile> => profileOf(reading, { id: reading.actor.personId })

const viewProfile = async (reading: Reading, row: store.CustomerRow): Promise<Profile> => ({
  customer: viewCustomer(row, reading.actor),
  devices: (await listDevicesOf(reading, row.id)).map(device => viewDevice(device, reading.now)),
})

/** A new customer, the salesperson's own when one registers them. Refuses `customer.already_known` for a known contact. */
export const createCustomer = async (
  call: Call,
  { name, phone, regionCode, address, place, externalUserId }: ReadInputOf<typeof customersApi.create>,
): Promise<CustomerView> => {
  const row: store.NewCustomer = {
    id: call.newId(),
    name,
    phone: phone ? storablePhone(phone) : null,
    level: 'normal',
    regionCode: regionCode ?? null,
    address: address || null,
    lat: place?.lat ?? null,
    lng: place?.lng ?? null,
    ownerId: hasRole(call.actor, 'sales') ? call.actor.personId : null,
    externalUserId: externalUserId ?? null,
    openid: null,
    tags: [],
    createdAt: call.now,
    version: 1,
  }
  await refusingDuplicates(() => store.saveCustomers(call.tx, [row]))
  return viewCustomer({ ...row, unionId: null, mergedIntoId: null }, call.actor)
}

/** One contact, one WeChat account: one customer. The unique keys decide, also between two at the same moment. */
const refusingDuplicates = async <T>(write: () => Promise<T>): Promise<T> => {
  try {
    return await write()
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('customer.already_known') : error
  }
}

import type { IdentityKind } from '../../../shared/customers'
import { refuse } from '../../../shared/kernel/refusal'
import type { Call, Reading } from '../../call'
import { isDuplicate } from '../../db/rows'
import { type CustomerRow, lookCustomer, updateCustomer } from '../store'
import { listIdentitiesOf, lookIdentity, saveIdentities } from './store'

/** The customer who is known by this; since a merge, the one that was kept. */
export const lookCustomerBy = async (
  { tx }: Reading,
  kind: IdentityKind,
  value: string,
): Promise<CustomerRow | null> => {
  const identity = await lookIdentity(tx, kind, value)
  return identity && lookCustomer(tx, identity.customerId)
}

/** Values of one kind, the first-linked first. */
export const identitiesOf = async ({ tx }: Reading, customerId: string, kind: IdentityKind): Promise<string[]> =>
  (await listIdentitiesOf(tx, customerId)).filter(one => one.kind === kind).map(({ value }) => value)

/**
 * From now on the customer is known by this too. Returns whose it is: what was another customer's before stays theirs,
 * and the two are then each other's duplicates when it is a unionid or a number. Telling it twice changes nothing.
 * `phone` is for a number that was proven, digits only. Refuses `customer.not_found`.
 */
export const linkIdentity = async (
  call: Call,
  customerId: string,
  kind: IdentityKind,
  value: string,
): Promise<string> => {
  const customer = (await lookCustomer(call.tx, customerId)) ?? refuse('customer.not_found', { id: customerId })
  const holderId = await holderOf(call, customer.id, kind, value)
  const seen = seenOn(customer, kind, value, holderId === customer.id)
  if (Object.keys(seen).length > 0) {
    await updateCustomer(call.tx, customer, seen)
    call.emit({ type: 'customer.identified', customerId: customer.id })
  }
  return holderId
}

const holderOf = async (call: Call, customerId: string, kind: IdentityKind, value: string): Promise<string> => {
  const known = await lookCustomerBy(call, kind, value)
  if (known) return known.id
  try {
    await saveIdentities(call.tx, [{ id: call.newId(), customerId, kind, value }])
    return customerId
  } catch (error) {
    // Somebody has just linked the same; whoever was first has it.
    const first = isDuplicate(error) ? await lookCustomerBy(call, kind, value) : null
    if (first) return first.id
    throw error
  }
}

const columnOf = { external: 'externalUserId', openid: 'openid', unionid: 'unionId', phone: 'phone', kf: null } as const

/** What the record itself shows of it, where it shows nothing yet. A unionid and a number are seen, whoever holds them. */
const seenOn = (customer: CustomerRow, kind: IdentityKind, value: string, isHolder: boolean): Partial<CustomerRow> => {
  const column = columnOf[kind]
  const isShown = isHolder || kind === 'unionid' || kind === 'phone'
  return column && isShown && customer[column] === null ? { [column]: value } : {}
}

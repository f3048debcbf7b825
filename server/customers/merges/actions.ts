import type { CustomerView, customersApi } from '../../../shared/customers'
import type { OutputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Call, Reading } from '../../call'
import { listDevicesOf, moveDevices } from '../../equipment/actions'
import { listHolders, listIdentitiesOf, moveIdentities } from '../identities/store'
import {
  type CustomerRow,
  listAlike,
  listMergedInto,
  lookCustomer,
  lookRecord,
  repoint,
  updateCustomer,
} from '../store'
import { viewCustomer } from '../view'
import { changesBack, changesBy, filledBy } from './rules'
import {
  changeMerge,
  listMergesInto,
  listUndoneAfter,
  lookMergeOf,
  type MergeRow,
  type MovedIds,
  saveMerge,
  takeMerge,
} from './store'
import { viewMerge } from './view'

export type { MergeRow } from './store'

const findRecord = async ({ tx }: Reading, id: string): Promise<CustomerRow> =>
  (await lookRecord(tx, id)) ?? refuse('customer.not_found', { id })

/** Refuses `customer.merged_already` for a record that another one stands for. */
const findUnmerged = async (reading: Reading, id: string): Promise<CustomerRow> => {
  const record = await findRecord(reading, id)
  if (!record.mergedIntoId) return record
  const { name } = await findRecord(reading, record.mergedIntoId)
  return refuse('customer.merged_already', { name })
}

/**
 * Two records are one person: devices, contacts and accounts go to the one that is kept, in this transaction, tickets
 * with `customer.merged`. What moved is remembered by id, so that it can be undone exactly.
 */
export const mergeCustomers = async (
  call: Call,
  { keepId, mergeId }: { keepId: string; mergeId: string },
): Promise<{ id: string; customer: CustomerView }> => {
  refuseUnless(keepId !== mergeId, 'customer.merge_itself')
  const keep = await findUnmerged(call, keepId)
  const merged = await findUnmerged(call, mergeId)
  const filled = filledBy(keep, merged)
  const kept = await updateCustomer(call.tx, keep, changesBy(filled))
  await updateCustomer(call.tx, merged, { mergedIntoId: keepId })
  const ids: MovedIds = {
    devices: (await listDevicesOf(call, mergeId)).map(({ id }) => id),
    identities: (await listIdentitiesOf(call.tx, mergeId)).map(({ id }) => id),
    customers: (await listMergedInto(call.tx, mergeId)).map(({ id }) => id),
  }
  await moveAll(call, ids, mergeId, keepId)
  const id = call.newId()
  await saveMerge(call.tx, {
    id,
    keepId,
    mergedId: mergeId,
    mergedName: merged.name,
    moved: { ids, filled },
    at: call.now,
    undoneAt: null,
    version: 1,
  })
  call.emit({ type: 'customer.merged', keepId, mergeId, mergeRowId: id })
  return { id, customer: viewCustomer(kept, call.actor) }
}

const moveAll = async (call: Call, ids: MovedIds, from: string, to: string): Promise<void> => {
  await moveDevices(call, ids.devices ?? [], from, to)
  await moveIdentities(call.tx, ids.identities ?? [], from, to)
  await repoint(call.tx, ids.customers ?? [], from, to)
}

/**
 * Takes a merge back: both records are as they were, and what came since stays where it came. Refuses
 * `customer.merge_undone`, and `customer.merge_not_last` while the kept record is itself merged into another.
 */
export const undoMerge = async (
  call: Call,
  { id }: { id: string },
): Promise<OutputOf<typeof customersApi.undoMerge>> => {
  const merge = (await takeMerge(call.tx, id)) ?? refuse('customer.merge_not_found', { id })
  refuseUnless(merge.undoneAt === null, 'customer.merge_undone')
  const { keepId, mergedId, moved } = merge
  const keep = await findRecord(call, keepId)
  refuseUnless(keep.mergedIntoId === null, 'customer.merge_not_last')
  const restored = await updateCustomer(call.tx, await findRecord(call, mergedId), { mergedIntoId: null })
  const kept = await updateCustomer(call.tx, keep, changesBack(keep, moved.filled))
  await moveAll(call, moved.ids, keepId, mergedId)
  await changeMerge(call.tx, merge, { undoneAt: call.now })
  call.emit({ type: 'customer.mergeUndone', mergeRowId: id })
  return { id, customer: viewCustomer(kept, call.actor), restored: viewCustomer(restored, call.actor) }
}

/** Other records that may be the same person, and what was merged into this one. */
export const listDuplicates = async (
  reading: Reading,
  { customerId }: { customerId: string },
): Promise<OutputOf<typeof customersApi.duplicates>> => {
  const { tx, actor } = reading
  const customer = (await lookCustomer(tx, customerId)) ?? refuse('customer.not_found', { id: customerId })
  const own = await listIdentitiesOf(tx, customer.id)
  const known = (kind: string, shown: string | null) => [
    ...new Set([...own.filter(one => one.kind === kind).map(({ value }) => value), ...(shown ? [shown] : [])]),
  ]
  const phones = known('phone', customer.phone)
  const unionIds = known('unionid', customer.unionId)
  const byPhone = await listHolders(tx, 'phone', phones)
  const byUnionId = await listHolders(tx, 'unionid', unionIds)
  const alike = new Map((await listAlike(tx, { id: customer.id, phones, unionIds })).map(row => [row.id, row]))
  for (const id of [...byPhone, ...byUnionId]) {
    const holder = id === customer.id ? null : await lookCustomer(tx, id)
    if (holder) alike.set(id, holder)
  }
  const becauseOf = (row: CustomerRow) => [
    ...(byPhone.includes(row.id) || phones.includes(row.phone ?? '') ? (['phone'] as const) : []),
    ...(byUnionId.includes(row.id) || unionIds.includes(row.unionId ?? '') ? (['unionid'] as const) : []),
  ]
  return {
    items: [...alike.values()].map(row => ({ customer: viewCustomer(row, actor), because: becauseOf(row) })),
    merges: (await listMergesInto(tx, customer.id)).map(viewMerge),
  }
}

/**
 * For whoever keeps things of customers and follows a merge: the merges by which they have to move them, in order, held
 * for this transaction. Empty when the merge was undone meanwhile; more than one when the kept record moved on as well.
 */
export const takeMerges = async (call: Call, mergeRowId: string): Promise<MergeRow[]> => {
  const path: MergeRow[] = []
  let next = await takeMerge(call.tx, mergeRowId)
  while (next && next.undoneAt === null) {
    path.push(next)
    const onward = await lookMergeOf(call.tx, next.keepId)
    next = onward && (await takeMerge(call.tx, onward.id))
  }
  return path
}

/** Remembers what else has moved by a merge that `takeMerges` gave. */
export const noteMoved = async (call: Call, merge: MergeRow, kind: string, ids: readonly string[]): Promise<void> => {
  const { moved } = merge
  const all = [...new Set([...(moved.ids[kind] ?? []), ...ids])]
  await changeMerge(call.tx, merge, { moved: { ...moved, ids: { ...moved.ids, [kind]: all } } })
}

/** Things of one kind that have to change hands. */
export type Return = { ids: string[]; from: string; to: string }

/**
 * For whoever follows a merge: what has to go back since one was undone, in the order in which to move it. Each thing is
 * given once, and the undoing of later merges of the kept record comes first, whichever is heard of first.
 */
export const takeReturns = async (call: Call, mergeRowId: string, kind: string): Promise<Return[]> => {
  const merge = await takeMerge(call.tx, mergeRowId)
  if (!merge?.undoneAt) return []
  const before: Return[] = []
  for (const { id } of await listUndoneAfter(call.tx, merge)) before.push(...(await takeReturns(call, id, kind)))
  const { moved, keepId, mergedId } = merge
  const ids = moved.ids[kind] ?? []
  if (ids.length === 0) return before
  const left = { ...moved.ids, [kind]: [], [`${kind}.returned`]: ids }
  await changeMerge(call.tx, merge, { moved: { ...moved, ids: left } })
  return [...before, { ids, from: keepId, to: mergedId }]
}

/** The merges by which things that have just come to a record go on, when it has been merged into another meanwhile. */
export const takeMergesOf = async (call: Call, customerId: string): Promise<MergeRow[]> => {
  const onward = await lookMergeOf(call.tx, customerId)
  return onward ? takeMerges(call, onward.id) : []
}

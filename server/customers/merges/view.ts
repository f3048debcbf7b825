import type { MergeView } from '../../../shared/customers'
import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import type { MergeRow } from './store'

export const viewMerge = ({ id, keepId, mergedId, mergedName, at, undoneAt }: MergeRow): MergeView => ({
  id,
  keepId,
  mergedId,
  mergedName,
  at: toWire(at),
  undoneAt: toWireOrNull(undoneAt),
})

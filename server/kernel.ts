export { kernelMigrations } from './kernelMigrations'

import { auditRows } from './audit/store'
import type { Expiring } from './capability'
import { counters } from './db/counters'
import { idempotencyKeys } from './http/store'
import { deliveries, events, timers } from './queue/store'

/** Tables of the plumbing itself. */
export const kernelEntities = [events, deliveries, timers, counters, idempotencyKeys, auditRows]

export const kernelExpiring: readonly Expiring[] = [
  {
    table: 'events',
    key: 'id',
    since: 'at',
    keep: 'traces',
    ifOnly: 'NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = t.id)',
  },
  { table: 'idempotency_keys', key: 'id', since: 'at', keep: 'traces' },
]

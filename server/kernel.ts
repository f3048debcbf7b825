export { kernelMigrations } from './kernelMigrations'

import { auditRows } from './audit/store'
import { counters } from './db/counters'
import { idempotencyKeys } from './http/store'
import { deliveries, events, timers } from './queue/store'

/** Tables of the plumbing itself. */
export const kernelEntities = [events, deliveries, timers, counters, idempotencyKeys, auditRows]

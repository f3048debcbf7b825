import { capabilities } from '../../server/capabilities'
import type { Context } from '../../server/context'
import { insertRows } from '../../server/db/rows'
import { kernelEntities } from '../../server/kernel'
import { type EventRow, events } from '../../server/queue/store'
import { listUpkeep } from '../../server/upkeep/store'
import { DAY } from '../../shared/kernel/time'
import type { World } from '../support/world'

/** One column of a table's rows, the primary key. */
export const keysOf = async (world: World, table: string, key = 'id'): Promise<string[]> =>
  ((await world.context.db.reader.query(`SELECT ${key} AS k FROM ${table}`)) as { k: string }[]).map(({ k }) => k)

/** Events from so many days ago that everybody has heard. */
export const addOldEvents = async (world: World, count: number, days: number): Promise<string[]> => {
  const at = new Date(world.now().getTime() - days * DAY)
  const rows: EventRow[] = Array.from({ length: count }, () => ({
    id: world.context.newId(),
    type: 'outbox.filled',
    payload: { type: 'outbox.filled' },
    at,
  }))
  await world.context.db.write(tx => insertRows(tx, events, rows))
  return rows.map(({ id }) => id)
}

export const removedOf = async ({ db }: Context, table: string): Promise<number> =>
  (await listUpkeep(db.reader)).find(({ id }) => id === table)?.removed ?? 0

/** All tables that are no capability's expiring ones and whose rows nobody takes away by plan. */
export const recordTables = (world: World): string[] => {
  const passing = new Set([...world.context.expiring.map(({ table }) => table), 'deliveries', 'timers'])
  const all = [...kernelEntities, ...capabilities.flatMap(({ entities = [] }) => entities)]
  return all.map(({ options }) => options.name).filter(name => !passing.has(name))
}

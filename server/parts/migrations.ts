import { migration } from '../db/migrate'
import { bigint, createTable, key, string } from '../db/tables'

export const partsMigrations = [
  migration('Parts1763800007000', async runner => {
    await createTable(runner, 'parts', [key('sku'), string('name', 60), bigint('unit_price_fen')], [])
  }),
]

import { migration } from '../db/migrate'
import { createTable, index, key, optionalBigint, optionalString, ref, string } from '../db/tables'

export const equipmentMigrations = [
  migration('Equipment1763800003000', async runner => {
    await createTable(
      runner,
      'devices',
      [
        key(),
        ref('customer_id'),
        string('name', 60),
        string('model', 60),
        ref('serial'),
        string('business_type', 100),
        optionalBigint('installed_at'),
        optionalString('warranty_until', 10),
      ],
      [index('ix_devices_customer', 'customer_id'), index('ix_devices_serial', 'serial')],
    )
  }),
]

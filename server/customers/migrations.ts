import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalDouble,
  optionalRef,
  optionalString,
  string,
  text,
  unique,
} from '../db/tables'

export const customersMigrations = [
  migration('Customers1763800005000', async runner => {
    await createTable(
      runner,
      'customers',
      [
        key(),
        string('name', 60),
        optionalString('phone', 20),
        string('level', 10),
        optionalString('region_code', 6),
        optionalString('address', 200),
        optionalDouble('lat'),
        optionalDouble('lng'),
        optionalRef('owner_id'),
        optionalRef('external_user_id'),
        optionalRef('openid'),
        text('tags'),
        bigint('created_at'),
        int('version'),
      ],
      [
        unique('ux_customers_external_user_id', 'external_user_id'),
        unique('ux_customers_openid', 'openid'),
        index('ix_customers_phone', 'phone'),
        index('ix_customers_created', 'created_at', 'id'),
      ],
    )
  }),
]

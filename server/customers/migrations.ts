import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalDouble,
  optionalRef,
  optionalString,
  ref,
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
  migration('CustomersIdentities1763810002000', async runner => {
    await createTable(
      runner,
      'customer_identities',
      [key(), ref('customer_id'), string('kind', 10), ref('value')],
      [
        unique('ux_customer_identities_value', 'kind', 'value'),
        index('ix_customer_identities_customer', 'customer_id'),
      ],
    )
    await createTable(
      runner,
      'customer_follows',
      [
        key(),
        ref('external_user_id'),
        ref('user_id'),
        string('state', 10),
        text('tags'),
        optionalBigint('since'),
        optionalBigint('changed_at'),
        int('version'),
      ],
      [unique('ux_customer_follows_pair', 'external_user_id', 'user_id'), index('ix_customer_follows_user', 'user_id')],
    )
    await createTable(
      runner,
      'customer_merges',
      [
        key(),
        ref('keep_id'),
        ref('merged_id'),
        string('merged_name', 60),
        text('moved'),
        bigint('at'),
        optionalBigint('undone_at'),
        int('version'),
      ],
      [index('ix_customer_merges_keep', 'keep_id'), index('ix_customer_merges_merged', 'merged_id')],
    )
    for (const column of ['union_id', 'merged_into_id']) {
      await runner.query(`ALTER TABLE customers ADD COLUMN ${column} varchar(64) NULL`)
    }
    await runner.dropIndex('customers', 'ux_customers_external_user_id')
    await runner.dropIndex('customers', 'ux_customers_openid')
    await runner.createIndex('customers', new TableIndex({ name: 'ix_customers_union_id', columnNames: ['union_id'] }))
    await runner.createIndex(
      'customers',
      new TableIndex({ name: 'ix_customers_merged_into', columnNames: ['merged_into_id'] }),
    )
    const joined = (suffix: string) =>
      runner.connection.options.type === 'mariadb' ? `CONCAT(id, '${suffix}')` : `id || '${suffix}'`
    for (const [kind, column] of [
      ['external', 'external_user_id'],
      ['openid', 'openid'],
    ]) {
      await runner.query(
        `INSERT INTO customer_identities (id, customer_id, kind, value)
         SELECT ${joined(`.${kind}`)}, id, '${kind}', ${column} FROM customers WHERE ${column} IS NOT NULL`,
      )
    }
  }),
]

import { openDatabase } from '../../server/db/database'
import { testedKinds } from '../support/databases'
import { allMigrations, openBefore } from '../support/migrated'

test.each(testedKinds())('customers from before keep their contact and account as identities [%s]', async kind => {
  const { database, before } = await openBefore(kind, 'CustomersIdentities1763810002000')
  const insert = `INSERT INTO customers (id, name, level, tags, created_at, version, external_user_id, openid)
                  VALUES (?, '某人', 'normal', '[]', 1, 1, ?, ?)`
  await before.write(tx => tx.query(insert, ['one', 'wmONE', 'oONE']))
  await before.write(tx => tx.query(insert, ['two', null, null]))
  await before.close()

  const after = await openDatabase({ url: database.url, entities: [], migrations: allMigrations })
  const identities = await after.reader.query('SELECT customer_id, kind, value FROM customer_identities ORDER BY kind')
  expect(identities.map((row: object) => ({ ...row }))).toEqual([
    { customer_id: 'one', kind: 'external', value: 'wmONE' },
    { customer_id: 'one', kind: 'openid', value: 'oONE' },
  ])
  const customers = await after.reader.query('SELECT id, external_user_id, merged_into_id FROM customers ORDER BY id')
  expect(customers.map((row: object) => ({ ...row }))).toEqual([
    { id: 'one', external_user_id: 'wmONE', merged_into_id: null },
    { id: 'two', external_user_id: null, merged_into_id: null },
  ])
  await after.close()
  await database.drop()
})

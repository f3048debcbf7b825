import { openDatabase } from '../../server/db/database'
import { testedKinds } from '../support/databases'
import { allMigrations, openBefore } from '../support/migrated'

test.each(testedKinds())('messages from before count from when their ticket was made [%s]', async kind => {
  const { database, before } = await openBefore(kind, 'Intake1764130009000')
  const columns = (await before.reader.query(
    kind === 'mysql'
      ? "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'tickets' AND is_nullable = 'NO'"
      : 'SELECT name, type FROM pragma_table_info(\'tickets\') WHERE "notnull" = 1',
  )) as { name: string; type: string }[]
  const values = columns.map(({ name, type }) => (name === 'id' ? 'ticket1' : /int/.test(type) ? 7 : 'x'))
  await before.write(async tx => {
    const places = columns.map(() => '?').join(', ')
    await tx.query(`INSERT INTO tickets (${columns.map(({ name }) => name).join(', ')}) VALUES (${places})`, values)
    await tx.query('INSERT INTO intake_messages (id, ticket_id) VALUES (?, ?), (?, ?)', ['a', 'ticket1', 'b', 'gone'])
  })
  await before.close()

  const after = await openDatabase({ url: database.url, entities: [], migrations: allMigrations })
  const rows = (await after.reader.query('SELECT id, at FROM intake_messages ORDER BY id')) as {
    id: string
    at: number | string
  }[]
  expect(rows.map(({ id, at }) => [id, Number(at)])).toEqual([
    ['a', 7],
    ['b', 0],
  ])
  await after.close()
  await database.drop()
})

import { everyDatabase } from '../support/world'

everyDatabase('the migrated schema', world => {
  test('is what the entities say', async () => {
    const { source } = world().context.db
    const missing = await source.driver.createSchemaBuilder().log()
    expect(missing.upQueries.map(query => query.query)).toEqual([])
    expect(source.migrations.length).toBeGreaterThan(0)
  })

  test('is not migrated twice', async () => {
    const { source } = world().context.db
    expect(await source.runMigrations()).toEqual([])
  })
})

import { compile, server } from '../../config/compile'
import { lookForMysql, testedKinds } from './databases'
import { keepMigrated } from './migrated'

/** Once before all tests: the server that some of them start as an operator does, and the databases. */
export default async (): Promise<void> => {
  await compile(server.sources)
  await lookForMysql()
  await keepMigrated(testedKinds())
}

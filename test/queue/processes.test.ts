import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { callAs } from '../../server/call'
import { systemActor } from '../../shared/kernel/roles'
import { countsWork, countTable } from '../support/countsWork'
import { type DatabaseKind, testedKinds } from '../support/databases'
import { openWorld, type World } from '../support/world'

const EVENTS = 300

const startLabourer = async (world: World): Promise<ChildProcess> => {
  const { config } = world.context
  const child = fork(join(__dirname, '../support/labourer.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, DATABASE_URL: config.databaseUrl, DATA_DIR: config.dataDir, LOG_LEVEL: 'silent' },
  })
  await once(child, 'message')
  return child
}

const workDone = async (world: World) =>
  (await world.context.db.reader.query('SELECT subscriber, event_id, pid FROM work_done')) as {
    subscriber: string
    event_id: string
    pid: number
  }[]

// A server database is what several processes share; the embedded one belongs to one.
const shared = testedKinds().filter(kind => kind === 'mysql')

const title = 'two worker processes share the work and never do a job twice'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else test.each(shared)(`${title} [%s]`, shareTheWork)

async function shareTheWork(kind: DatabaseKind): Promise<void> {
  const world = await openWorld(kind, new Date())
  await world.context.db.source.query(countTable)
  const counting = countsWork(world.context)
  const labourers = await Promise.all([startLabourer(world), startLabourer(world)])
  for (let n = 0; n < EVENTS; n++) {
    await callAs(counting, systemActor('test'), async call => call.emit({ type: 'person.left', personId: `p${n}` }))
  }
  for (let waited = 0; waited < 200 && (await workDone(world)).length < 2 * EVENTS; waited++) {
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  for (const labourer of labourers) labourer.send('stop')
  await Promise.all(labourers.map(labourer => once(labourer, 'exit')))
  const done = await workDone(world)
  await world.close()
  expect(done).toHaveLength(2 * EVENTS)
  expect(new Set(done.map(row => `${row.subscriber} ${row.event_id}`)).size).toBe(2 * EVENTS)
  expect(new Set(done.map(row => row.pid)).size).toBe(2)
}

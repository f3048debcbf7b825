import { readServerConfig } from '../../config/server'
import { openContext } from '../../server/context'
import type { Database, Tx } from '../../server/db/database'
import { insertRows } from '../../server/db/rows'
import { sendSql } from '../../server/db/sql'
import { type TimerRow, timers } from '../../server/queue/store'
import { startWorker } from '../../server/queue/worker'
import { lookForMysql, newDatabase, testedKinds } from '../support/databases'
import { bullmqOn } from './delayedJobs'
import type { BenchResult } from './run'
import {
  type Contender,
  compete,
  DUE,
  type Due,
  INSERT,
  missedOf,
  OPEN,
  perSecondOf,
  type Reader,
  startChild,
  TABLE,
  WORKERS,
} from './trial'

const JOB = 'bench.fire'

const rowOf = ({ ticket, level, at }: Due): TimerRow => ({
  id: `bench:${ticket}:${level}`,
  job: JOB,
  payload: { ticket, level: String(level), at: String(at) },
  dueAt: new Date(at),
  state: 'waiting',
  attempts: 0,
  nextAt: new Date(at),
  lease: null,
  lastError: null,
})

const paidanOn = (db: Database, env: Record<string, string>, read: Reader): Contender => ({
  name: 'paidan',
  load: async all => {
    for (let from = 0; from < all.length; from += 1000) {
      await db.write(tx => insertRows(tx, timers, all.slice(from, from + 1000).map(rowOf)))
    }
  },
  startWorker: () => startChild(__filename, env),
  countTwice: async () => {
    const [row] = await read("SELECT COUNT(*) AS n FROM timers WHERE job = ? AND last_error LIKE '%Duplicate%'", [JOB])
    return Number(row?.n)
  },
  stop: async () => void (await read('DELETE FROM timers')),
})

/**
 * 200,000 open timers on MariaDB and two worker processes, against 200,000 delayed jobs of BullMQ on the local Redis
 * and two worker processes: as many due at the same moments, the same row written to the same database for each.
 */
export const run = async (): Promise<BenchResult> => {
  await lookForMysql()
  if (!testedKinds().includes('mysql')) throw new Error('needs MySQL or MariaDB: several processes share the timers')
  const database = await newDatabase('mysql')
  const env = { DATABASE_URL: database.url, DATA_DIR: database.dataDir, LOG_LEVEL: 'silent', PAIDAN_MODE: 'demo' }
  const { db, close } = await openContext(readServerConfig(env))
  await db.source.query(TABLE)
  const read: Reader = (sql, parameters = []) => db.source.query(sql, parameters)
  const { paidan, bullmq } = await compete([paidanOn(db, env, read), bullmqOn(database.url)], read)
  await close()
  await database.drop()
  return {
    bench: 'timers',
    figure: paidan.minute.lateMs.p99,
    unit: 'ms late at p99',
    reference: { bullmqLateMs: bullmq.minute.lateMs.p99, bullmqPerSecond: perSecondOf(bullmq) },
    ratio: { bullmqPerSecond: Math.round((perSecondOf(paidan) / perSecondOf(bullmq)) * 100) / 100 },
    open: OPEN,
    due: DUE,
    workers: WORKERS,
    lateMaxMs: paidan.minute.lateMs.max,
    perSecond: perSecondOf(paidan),
    missed: missedOf(paidan),
    twice: paidan.twice,
    paidan,
    bullmq,
  }
}

/** A worker process: the product's own worker, whose one job writes one row. */
const work = async (): Promise<void> => {
  const context = await openContext(readServerConfig())
  const fire = {
    job: JOB,
    act: async (call: { tx: Tx }, { ticket = '', level = '', at = '' }) => {
      await sendSql(call.tx, INSERT, [ticket, Number(level), Number(at), Date.now()])
    },
  }
  startWorker({ ...context, timerJobs: new Map([[JOB, fire]]) })
  process.send?.('working')
}

if (process.send && require.main === module) void work()

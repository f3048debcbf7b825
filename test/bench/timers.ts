import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readServerConfig } from '../../config/server'
import { openContext } from '../../server/context'
import { insertRows } from '../../server/db/rows'
import { runSql } from '../../server/db/sql'
import { type TimerRow, timers } from '../../server/queue/store'
import { startWorker } from '../../server/queue/worker'
import { SECOND } from '../../shared/kernel/time'
import { newDatabase, testedKinds } from '../support/databases'
import globalSetup from '../support/globalSetup'
import { startDelayedJobs } from './delayedJobs'
import type { BenchResult } from './run'

const OPEN = 200_000
const DUE = 5000
const WORKERS = 2
const BURSTS = 3
const JOB = 'bench.fire'

/** One thing to be done at an instant: the row that is written for it. */
export type Due = { ticket: string; level: number; at: number }
export type Fired = Due & { firedAt: number }

/** The database keeps a level of a ticket unique: what is done twice fails. */
const TABLE = `CREATE TABLE bench_fired (
  ticket VARCHAR(40), level INT, at BIGINT, fired_at BIGINT, PRIMARY KEY (ticket, level)
)`
export const INSERT = 'INSERT INTO bench_fired (ticket, level, at, fired_at) VALUES (?, ?, ?, ?)'

/** A system under test: it takes everything that is due some day, and its workers can be started and killed. */
export type Contender = {
  load: (all: readonly Due[]) => Promise<void>
  startWorker: () => Promise<ChildProcess>
  /** Jobs that ran although they had been done before. */
  countTwice: () => Promise<number>
  stop: () => Promise<void>
}

/** `minute`: all due within one minute. `struck`: all at one instant. Both lose a worker half-way. */
type Phase = { name: 'minute' | 'struck' | 'burst'; from: number; to: number }

const phasesFrom = (start: number): Phase[] => [
  { name: 'minute', from: start, to: start + 60 * SECOND },
  { name: 'struck', from: start + 75 * SECOND, to: start + 75 * SECOND },
  ...Array.from({ length: BURSTS }, (_, n) => {
    const at = start + (120 + 15 * n) * SECOND
    return { name: 'burst' as const, from: at, to: at }
  }),
]

/** The moments of a phase, spread evenly over it; the rest of the open ones are due in the days after. */
const scheduleOf = (phases: readonly Phase[], end: number): Due[] => [
  ...phases.flatMap(({ from, to }, phase) =>
    Array.from({ length: DUE }, (_, n) => ({
      ticket: `T-${phase}-${n}`,
      level: 100,
      at: Math.floor(from + ((to - from) * n) / DUE),
    })),
  ),
  ...Array.from({ length: OPEN - phases.length * DUE }, (_, n) => ({
    ticket: `later-${n}`,
    level: 100,
    at: end + 3_600_000 + n * 1000,
  })),
]

const until = async (at: number): Promise<void> => {
  await new Promise(resolve => setTimeout(resolve, Math.max(0, at - Date.now())))
}

type Reader = (sql: string, parameters?: unknown[]) => Promise<Record<string, number>[]>

/** Kills a worker when half of the phase is done, and starts another one two seconds later. */
const strike = async (contender: Contender, workers: ChildProcess[], read: Reader, { from, to }: Phase) => {
  for (;;) {
    const [row] = await read('SELECT COUNT(*) AS n FROM bench_fired WHERE at BETWEEN ? AND ?', [from, to])
    if (Number(row?.n) >= DUE / 2) break
    await until(Date.now() + 20)
  }
  const killed = workers.pop()
  killed?.kill('SIGKILL')
  await until(Date.now() + 2 * SECOND)
  workers.push(await contender.startWorker())
}

/** A stalled job of the reference is looked for every 30 s. */
const PATIENCE_MS = 100 * SECOND

const whenAllDone = async (read: Reader, { from, to }: Phase): Promise<void> => {
  for (const giveUpAt = to + PATIENCE_MS; Date.now() < giveUpAt; ) {
    const [row] = await read('SELECT COUNT(*) AS n FROM bench_fired WHERE at BETWEEN ? AND ?', [from, to])
    if (Number(row?.n) >= DUE) return
    await until(Date.now() + 200)
  }
}

type Measured = { missed: number; lateMs: { p50: number; p99: number; max: number }; perSecond: number }

const measure = async (read: Reader, { from, to }: Phase): Promise<Measured> => {
  const rows = await read('SELECT at, fired_at AS firedAt FROM bench_fired WHERE at BETWEEN ? AND ?', [from, to])
  const late = rows.map(row => Number(row.firedAt) - Number(row.at)).sort((a, b) => a - b)
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0
  const last = Math.max(...rows.map(row => Number(row.firedAt)))
  return {
    missed: DUE - rows.length,
    lateMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
    perSecond: Math.round((rows.length * 1000) / (last - from)),
  }
}

type Result = { minute: Measured; struck: Measured; bursts: Measured[]; twice: number; loadedSeconds: number }

const trial = async (contender: Contender, read: Reader): Promise<Result> => {
  await read('DELETE FROM bench_fired')
  const startedAt = Date.now()
  // Loading takes a while; what is due must still be to come when it has ended.
  const start = startedAt + 90 * SECOND
  const phases = phasesFrom(start)
  await contender.load(scheduleOf(phases, start))
  const loadedSeconds = Math.round((Date.now() - startedAt) / 100) / 10
  if (Date.now() > start - 2 * SECOND) throw new Error(`loading took ${loadedSeconds} s`)
  const workers = await Promise.all(Array.from({ length: WORKERS }, contender.startWorker))
  const measured: { name: Phase['name']; result: Measured }[] = []
  for (const phase of phases) {
    await until(phase.from)
    if (phase.name !== 'burst') await strike(contender, workers, read, phase)
    await whenAllDone(read, phase)
    measured.push({ name: phase.name, result: await measure(read, phase) })
  }
  const twice = await contender.countTwice()
  for (const worker of workers) worker.kill('SIGKILL')
  await contender.stop()
  const of = (name: Phase['name']) => measured.filter(one => one.name === name).map(({ result }) => result)
  const [minute, struck] = [of('minute')[0], of('struck')[0]] as [Measured, Measured]
  return { minute, struck, bursts: of('burst'), twice, loadedSeconds }
}

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

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A child process of this file, ready to work. */
export const startChild = async (file: string, env: Record<string, string>): Promise<ChildProcess> => {
  const child = fork(file, { execArgv: ['--import', 'tsx'], env: { ...process.env, ...env } })
  await once(child, 'message')
  return child
}

/**
 * 200,000 open timers on MariaDB and two worker processes, against BullMQ's delayed jobs on the local Redis with the
 * same moments, the same number of workers and the same row written for each, one after the other in the same run.
 */
export const run = async (): Promise<BenchResult> => {
  await globalSetup()
  if (!testedKinds().includes('mysql')) throw new Error('needs MySQL or MariaDB: several processes share the timers')
  const database = await newDatabase('mysql')
  const env = { DATABASE_URL: database.url, DATA_DIR: database.dataDir, LOG_LEVEL: 'silent', PAIDAN_MODE: 'demo' }
  const { db, close } = await openContext(readServerConfig(env))
  await db.source.query(TABLE)
  const read: Reader = (sql, parameters = []) => db.source.query(sql, parameters)
  const ours: Contender = {
    load: async all => {
      for (let from = 0; from < all.length; from += 1000) {
        await db.write(tx => insertRows(tx, timers, all.slice(from, from + 1000).map(rowOf)))
      }
    },
    startWorker: () => startChild(__filename, env),
    countTwice: async () => {
      const [row] = await read("SELECT COUNT(*) AS n FROM timers WHERE job = ? AND last_error LIKE '%Duplicate%'", [
        JOB,
      ])
      return Number(row?.n)
    },
    stop: async () => void (await read('DELETE FROM timers')),
  }
  const paidan = await trial(ours, read)
  const bullmq = await trial(startDelayedJobs(database.url), read)
  await close()
  await database.drop()
  const rate = ({ bursts }: Result) => middle(bursts.map(({ perSecond }) => perSecond))
  return {
    bench: 'timers',
    figure: paidan.minute.lateMs.p99,
    unit: 'ms late, p99',
    reference: { bullmqPerSecond: rate(bullmq), bullmqLateMs: bullmq.minute.lateMs.p99 },
    ratio: { bullmqPerSecond: Math.round((rate(paidan) / rate(bullmq)) * 100) / 100 },
    open: OPEN,
    due: DUE,
    workers: WORKERS,
    perSecond: rate(paidan),
    missed: paidan.minute.missed + paidan.struck.missed + paidan.bursts.reduce((sum, one) => sum + one.missed, 0),
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
    act: async (call: { tx: Parameters<typeof runSql>[0] }, { ticket = '', level = '', at = '' }) => {
      await runSql(call.tx, INSERT, [ticket, Number(level), Number(at), Date.now()])
    },
  }
  startWorker({ ...context, timerJobs: new Map([[JOB, fire]]) })
  process.send?.('working')
}

if (process.send && require.main === module) void work()

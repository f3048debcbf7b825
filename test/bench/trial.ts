import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'

export const OPEN = 200_000
export const DUE = 5000
export const WORKERS = 2
const BURSTS = 3
/** Until both hold everything. */
const LOADING_MS = MINUTE

/** A child process of this file, once it is ready to work. */
export const startChild = async (file: string, env: Record<string, string>): Promise<ChildProcess> => {
  const child = fork(file, { env: { ...process.env, ...env } })
  await once(child, 'message')
  return child
}

/** One thing to be done at an instant: the row that is written for it. */
export type Due = { ticket: string; level: number; at: number }

/** The database keeps a level of a ticket unique: what is done twice fails. */
export const TABLE = `CREATE TABLE bench_fired (
  ticket VARCHAR(40), level INT, at BIGINT, fired_at BIGINT, PRIMARY KEY (ticket, level), KEY ix_at (at)
)`
export const INSERT = 'INSERT INTO bench_fired (ticket, level, at, fired_at) VALUES (?, ?, ?, ?)'

/** A system under test: it takes everything that is due some day, and its workers can be started and killed. */
export type Contender = {
  name: 'paidan' | 'bullmq'
  load: (all: readonly Due[]) => Promise<void>
  startWorker: () => Promise<ChildProcess>
  /** Jobs that ran although they had been done before. */
  countTwice: () => Promise<number>
  stop: () => Promise<void>
}

/** `minute`: all due within one minute. `struck`: all at one instant. Both lose a worker half-way; a `burst` does not. */
type Phase = { who: Contender['name']; name: 'minute' | 'struck' | 'burst'; from: number; to: number }

/** Seconds after the start. The reference looks for the jobs of a dead worker every 30 s and needs the time in between. */
const plan: readonly (readonly [Phase['name'], Contender['name'], at: number])[] = [
  ['minute', 'paidan', 0],
  ['minute', 'bullmq', 65],
  ['struck', 'paidan', 175],
  ['struck', 'bullmq', 190],
  ...Array.from({ length: BURSTS }, (_, n) => [
    ['burst', 'paidan', 250 + 24 * n] as const,
    ['burst', 'bullmq', 262 + 24 * n] as const,
  ]).flat(),
]

const phasesFrom = (start: number): Phase[] =>
  plan.map(([name, who, seconds]) => {
    const from = start + seconds * SECOND
    return { who, name, from, to: name === 'minute' ? from + MINUTE - 1 : from }
  })

/** What one contender holds: the moments of its phases, and the rest of the open ones in the hours after. */
const scheduleOf = (phases: readonly Phase[], who: Contender['name']): Due[] => {
  const mine = phases.filter(phase => phase.who === who)
  const due = mine.flatMap(({ from, to }, phase) =>
    Array.from({ length: DUE }, (_, n) => ({
      ticket: `${who}-${phase}-${n}`,
      level: 100,
      at: Math.floor(from + ((to - from) * n) / DUE),
    })),
  )
  const after = (phases.at(-1)?.to ?? 0) + HOUR
  const later = Array.from({ length: OPEN - due.length }, (_, n) => ({
    ticket: `${who}-later-${n}`,
    level: 100,
    at: after + n * SECOND,
  }))
  return [...due, ...later]
}

const until = async (at: number): Promise<void> => {
  await new Promise(resolve => setTimeout(resolve, Math.max(0, at - Date.now())))
}

export type Reader = (sql: string, parameters?: unknown[]) => Promise<Record<string, number>[]>

const countDone = async (read: Reader, { from, to }: Phase): Promise<number> =>
  Number((await read('SELECT COUNT(*) AS n FROM bench_fired WHERE at BETWEEN ? AND ?', [from, to]))[0]?.n)

/** Kills a worker when half of the phase is done, and starts another one two seconds later. */
const strike = async ({ contender, workers }: Team, read: Reader, phase: Phase): Promise<void> => {
  while ((await countDone(read, phase)) < DUE / 2) await until(Date.now() + 50)
  workers.pop()?.kill('SIGKILL')
  await until(Date.now() + 2 * SECOND)
  workers.push(await contender.startWorker())
}

/** What has not come so long after the end of a phase counts as missed. */
const PATIENCE_MS = 45 * SECOND

const whenAllDone = async (read: Reader, phase: Phase): Promise<void> => {
  for (const giveUpAt = phase.to + PATIENCE_MS; Date.now() < giveUpAt; await until(Date.now() + 200)) {
    if ((await countDone(read, phase)) >= DUE) return
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

type Team = { contender: Contender; workers: ChildProcess[]; loadedSeconds: number }

const assemble = async (contender: Contender, phases: readonly Phase[]): Promise<Team> => {
  const startedAt = Date.now()
  await contender.load(scheduleOf(phases, contender.name))
  const loadedSeconds = Math.round((Date.now() - startedAt) / 100) / 10
  return {
    contender,
    loadedSeconds,
    workers: await Promise.all(Array.from({ length: WORKERS }, contender.startWorker)),
  }
}

type Result = { minute: Measured; struck: Measured; bursts: Measured[]; twice: number; loadedSeconds: number }

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
export const perSecondOf = ({ bursts }: Result): number => middle(bursts.map(({ perSecond }) => perSecond))
export const missedOf = ({ minute, struck, bursts }: Result): number =>
  [minute, struck, ...bursts].reduce((sum, { missed }) => sum + missed, 0)

/** Both hold their 200,000 and have their workers; the phases alternate, so that neither has the quieter machine. */
export const compete = async (
  contenders: readonly Contender[],
  read: Reader,
): Promise<Record<Contender['name'], Result>> => {
  const start = Date.now() + LOADING_MS
  const phases = phasesFrom(start)
  const teams: Team[] = []
  for (const contender of contenders) teams.push(await assemble(contender, phases))
  if (Date.now() > start) throw new Error('loading took too long: what is due first is late before anybody works')
  const measured: { phase: Phase; result: Measured }[] = []
  for (const phase of phases) {
    const team = teams.find(({ contender }) => contender.name === phase.who) as Team
    await until(phase.from)
    if (phase.name !== 'burst') await strike(team, read, phase)
    await whenAllDone(read, phase)
    measured.push({ phase, result: await measure(read, phase) })
  }
  const results: Partial<Record<Contender['name'], Result>> = {}
  for (const { contender, workers, loadedSeconds } of teams) {
    const of = (name: Phase['name']) =>
      measured.filter(({ phase }) => phase.who === contender.name && phase.name === name).map(({ result }) => result)
    const [minute, struck] = [of('minute')[0], of('struck')[0]] as [Measured, Measured]
    results[contender.name] = {
      minute,
      struck,
      bursts: of('burst'),
      twice: await contender.countTwice(),
      loadedSeconds,
    }
    for (const worker of workers) worker.kill('SIGKILL')
    await contender.stop()
  }
  return results as Record<Contender['name'], Result>
}

import { callAs } from '../../server/call'
import { type Message, queueMessages, text } from '../../server/wecom/actions'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR } from '../../shared/kernel/time'
import { type DatabaseKind, lookForMysql, testedKinds } from '../support/databases'
import { openWorld, type World } from '../support/world'
import type { BenchResult } from './run'

const MESSAGES = 3000
const MEMBERS = 1000
const ROUNDS = 3
const WRITTEN_AT_ONCE = 100
/** As many calls under way as the outbox has. */
const CALLS_AT_ONCE = 10

type Measured = { sent: number; written: number; bareCalls: number }

/**
 * Messages to so many members that no limit binds, each counted against its reader's minute and hour, sent and kept,
 * against a bare loop of the same HTTP calls; in alternating rounds. Writing them is measured apart.
 */
export const run = async (): Promise<BenchResult> => {
  await lookForMysql()
  const measured: Record<string, Measured> = {}
  for (const kind of testedKinds()) measured[kind] = await measure(kind)
  const kind = testedKinds().at(-1) ?? 'embedded'
  const { sent, bareCalls } = measured[kind] as Measured
  return {
    bench: 'outbox',
    figure: sent,
    unit: 'messages/s',
    reference: { bareCalls },
    ratio: { bareCalls: Math.round((sent / bareCalls) * 100) / 100 },
    database: kind,
    callsAtOnce: CALLS_AT_ONCE,
    measured,
  }
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return Math.round((MESSAGES * 1000) / (performance.now() - startedAt))
}

const measure = async (kind: DatabaseKind): Promise<Measured> => {
  const world = await openWorld(kind)
  for (let n = 0; n < MEMBERS; n++) {
    world.platform.addMember({ userId: `reader${n}`, name: `读者${n}`, departmentIds: [1] })
  }
  await world.drain()
  const [written, sent, bareCalls]: number[][] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    const from = world.platform.outbox.length
    written?.push(await perSecond(() => write(world, round)))
    sent?.push(await perSecond(world.drain))
    bareCalls?.push(await perSecond(() => callBare(world, round)))
    const outcomes = world.platform.outbox.slice(from).map(({ outcome }) => outcome)
    const lost = outcomes.filter(outcome => outcome !== 'delivered').length
    if (outcomes.length !== 2 * MESSAGES || lost > 0) throw new Error(`${outcomes.length} went out, ${lost} were lost`)
    await world.pass(HOUR)
  }
  await world.close()
  return { sent: middle(sent ?? []), written: middle(written ?? []), bareCalls: middle(bareCalls ?? []) }
}

const readerOf = (n: number): string => `reader${n % MEMBERS}`

const contentOf = (name: string) =>
  text({
    says: `${name} 空调不制冷：李思已接单`,
    link: { url: `https://desk.example.com/#/t?id=${name}`, says: '查看' },
  })

const write = async (world: World, round: number): Promise<void> => {
  for (let from = 0; from < MESSAGES; from += WRITTEN_AT_ONCE) {
    const messages = Array.from({ length: WRITTEN_AT_ONCE }, (_, more): Message => {
      const n = from + more
      return {
        to: { userId: readerOf(n), personId: 'engineer1' },
        content: contentOf(`${round}-${n}`),
        priority: 2,
      }
    })
    await callAs(world.context, systemActor('bench'), call => queueMessages(call, messages))
  }
}

const callBare = async (world: World, round: number): Promise<void> => {
  const { wecom } = world.context.outside
  let next = 0
  const worker = async () => {
    for (let n = next++; n < MESSAGES; n = next++) {
      await wecom.sendMessage({
        touser: readerOf(n),
        enable_duplicate_check: 1,
        duplicate_check_interval: 1800,
        ...contentOf(`bare-${round}-${n}`),
      })
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker))
}

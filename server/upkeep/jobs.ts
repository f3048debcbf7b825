import { setTimeout as rest } from 'node:timers/promises'
import type { EventOf } from '../../shared/events'
import { systemActor } from '../../shared/kernel/roles'
import { callAs } from '../call'
import type { Expiring } from '../capability'
import type { Context } from '../context'
import { reaches, type Subscriber, type TimerJob } from '../queue/subscribers'
import { beginNight, NIGHT_JOB, removeBlock } from './actions'
import { BEGINNING, type Place, tablesFrom } from './rules'

type Due = EventOf<'upkeep.cameDue'>

const robot = systemActor('upkeep')

/** A delivery that has done so many blocks hands the rest to another one, so that its lease and a stop hold. */
const MOST_BLOCKS = 100
/** Between two blocks everybody else has the database to themselves. */
const REST_MS = 20

export const upkeepTimerJobs: readonly TimerJob[] = [{ job: NIGHT_JOB, act: beginNight }]

export const upkeepSubscribers: readonly Subscriber[] = [
  reaches('upkeep.sweep', ['upkeep.cameDue'], (context, due) => sweep(context, due)),
]

/** Goes through the tables; one that fails is left for the next night, and the others do not wait for it. */
const sweep = async (context: Context, { until, from }: Due): Promise<void> => {
  const turn = { endsAt: Date.parse(until), blocks: MOST_BLOCKS }
  for (const expiring of tablesFrom(context.expiring, from?.table)) {
    const start = from?.table === expiring.table ? from : BEGINNING
    const stoppedAt = await sweepTable(context, expiring, { start, turn }).catch(error => {
      context.log.error({ err: error, table: expiring.table }, 'old rows could not be removed')
      return null
    })
    if (!stoppedAt) continue
    if (context.clock.now().getTime() >= turn.endsAt) {
      context.log.warn({ table: expiring.table }, 'old rows are left for the next night')
      return
    }
    const onward: Due = { type: 'upkeep.cameDue', until, from: { table: expiring.table, ...stoppedAt } }
    await callAs(context, robot, async call => call.emit(onward))
    return
  }
}

type Turn = { endsAt: number; blocks: number }

/** Where it had to stop; null when nothing is left. Each block is a transaction of its own. */
const sweepTable = async (
  context: Context,
  expiring: Expiring,
  { start, turn }: { start: Place; turn: Turn },
): Promise<Place | null> => {
  const total = { removed: 0, stayed: 0 }
  let place: Place | null = start
  while (place && turn.blocks-- > 0 && context.clock.now().getTime() < turn.endsAt) {
    const from: Place = place
    const { removed, stayed, next } = await callAs(context, robot, call => removeBlock(call, expiring, from))
    total.removed += removed
    total.stayed += stayed
    place = next
    if (place) await rest(REST_MS)
  }
  if (total.removed + total.stayed > 0) context.log.info({ table: expiring.table, ...total }, 'old rows removed')
  return place
}

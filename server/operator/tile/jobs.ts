import { systemActor } from '../../../shared/kernel/roles'
import { readAs } from '../../call'
import type { Context } from '../../context'
import { acts, reaches, type Subscriber, type TimerJob } from '../../queue/subscribers'
import { lookTileFacts, refreshTilesSoon, TILE_JOB } from './actions'
import { trySetTile } from './client'
import { tileOf } from './rules'

const robot = systemActor('tile')

export const tileSubscribers: readonly Subscriber[] = [
  acts('tile.refreshSoon', ['ticket.created', 'ticket.moved'], async (call, event) => {
    if (call.context.config.hasTile) await refreshTilesSoon(call, event)
  }),
  reaches('tile.set', ['tile.cameDue'], (context, { personId }) => refreshTile(context, personId)),
]

export const tileTimerJobs: readonly TimerJob[] = [
  { job: TILE_JOB, act: async (call, { personId = '' }) => call.emit({ type: 'tile.cameDue', personId }) },
]

/** The figures are those of this moment, whenever it was asked for. Cosmetic: a refusal is only logged. */
const refreshTile = async (context: Context, personId: string): Promise<void> => {
  const facts = await readAs(context, robot, reading => lookTileFacts(reading, personId))
  if (!facts) return
  const { config, outside } = context
  const tile = { userId: facts.userId, items: tileOf(config, facts.counts) }
  const failed = await trySetTile(outside.wecom.calls, config.wecom.agentId, tile)
  if (failed) context.log.warn({ err: failed.error, personId }, 'a tile was refused')
}

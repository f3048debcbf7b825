import type { ClockView } from '../../shared/sla/views'
import type { Call, Reading } from '../call'
import { findTicket } from '../tickets/actions'
import { takeTicket } from '../tickets/due/actions'
import { loadFacts } from './facts/actions'
import { followTicket, loadSettings } from './following/actions'
import { choiceFor } from './following/rules'
import { type ClockRow, changeClock, listClocks, listReached, saveClock } from './store'
import { viewClock } from './view'

export type NodeClock = {
  ticketId: string
  nodeKey: string
  /** What people call the node. */
  name: string
  /** Null: the policy says, by the key of the node; without a word of it there is no clock. */
  targetMinutes: number | null
  at: Date
}

/** Starts the clock of a node that the ticket has entered; entering it again while it is open changes nothing. */
export const startNodeClock = async (call: Call, node: NodeClock): Promise<void> => {
  const { ticketId, nodeKey, name, targetMinutes, at } = node
  await takeTicket(call, ticketId)
  const minutes = targetMinutes ?? (await policyMinutes(call, ticketId, nodeKey))
  if (minutes === null) return
  const stays = (await listClocks(call.tx, [ticketId])).filter(row => isNode(row, nodeKey))
  if (stays.some(isOpen)) return
  const { personId: actorId, name: actorName } = call.actor
  await saveClock(call.tx, {
    id: call.newId(),
    ticketId,
    clock: 'node',
    nodeKey,
    round: stays.length,
    name: name.slice(0, 40),
    startedAt: at,
    stoppedAt: null,
    targetMinutes: minutes,
    ownTargetMinutes: targetMinutes,
    runs: 'calendar',
    policyCode: '',
    calendarCode: '',
    intervals: [{ event: 'start', at: at.getTime(), reason: null, actorId, actorName }],
    levels: [],
    dueAt: null,
    dueSoonAt: null,
    state: 'running',
    elapsedMinutes: 0,
    pausedFor: null,
    reachedPercent: 0,
    nextPercent: null,
    nextAt: null,
  })
  await followTicket(call, ticketId)
}

/** The ticket has left the node. */
export const stopNodeClock = async (
  call: Call,
  { ticketId, nodeKey, at }: Pick<NodeClock, 'ticketId' | 'nodeKey' | 'at'>,
): Promise<void> => {
  await takeTicket(call, ticketId)
  const row = (await listClocks(call.tx, [ticketId])).find(one => isNode(one, nodeKey) && isOpen(one))
  if (!row) return
  const { personId: actorId, name: actorName } = call.actor
  const stop = { event: 'stop' as const, at: at.getTime(), reason: null, actorId, actorName }
  await changeClock(call.tx, row.id, { stoppedAt: at, intervals: [...row.intervals, stop] })
  await followTicket(call, ticketId)
}

const isNode = (row: ClockRow, nodeKey: string): boolean => row.clock === 'node' && row.nodeKey === nodeKey
const isOpen = ({ state }: ClockRow): boolean => state === 'running' || state === 'paused'

const policyMinutes = async (call: Call, ticketId: string, nodeKey: string): Promise<number | null> => {
  const ticket = await takeTicket(call, ticketId)
  const [facts] = ticket ? await loadFacts(call, [ticket]) : []
  if (!facts) return null
  return choiceFor(facts, await loadSettings(call)).policy.nodeMinutes[nodeKey] ?? null
}

/** The clocks of a ticket that the actor may see, the latest round first. */
export const showClocks = async (
  reading: Reading,
  { ticketId }: { ticketId: string },
): Promise<{ items: ClockView[] }> => {
  await findTicket(reading, ticketId)
  const settings = await loadSettings(reading)
  const levels = await listReached(reading.tx, ticketId)
  const rows = await listClocks(reading.tx, [ticketId])
  return { items: rows.map(row => viewClock(row, levels, settings, reading.now)) }
}

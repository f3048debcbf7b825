import type { ClockState } from '../../../shared/sla/views'
import type { DueClock } from '../../../shared/tickets/views'
import type { Reading } from '../../call'
import { showClocks } from '../../sla/actions'

/** A clock of a ticket as the ladder needs it. */
export type Clock = { key: string; name: string; round: number; state: ClockState; dueAt: Date | null }

/** `response`, or `node:parts` for a node of the flow. */
export const keyOf = ({ clock, nodeKey }: { clock: DueClock; nodeKey?: string | null | undefined }): string =>
  nodeKey ? `${clock}:${nodeKey}` : clock

export const nodeKeyIn = (clock: string): string | null => (clock.startsWith('node:') ? clock.slice(5) : null)

export const clocksOf = async (reading: Reading, ticketId: string): Promise<Clock[]> =>
  (await showClocks(reading, { ticketId })).items.map(one => ({
    key: keyOf(one),
    name: one.name,
    round: one.round,
    state: one.state,
    dueAt: one.dueAt === null ? null : new Date(one.dueAt),
  }))

import * as z from 'zod/mini'
import { command } from './kernel/endpoint'
import { id } from './kernel/schema'
import { MINUTE } from './kernel/time'
import type { Status } from './tickets/life'

/** However often somebody asks, and by whichever way: one nudge of a ticket counts in this time. */
export const NUDGE_EVERY_MINUTES = 30

/** Where somebody of ours has to do something; after the work it is the customer's turn. */
const nudgeable: readonly Status[] = ['draft', 'open', 'assigned', 'accepted', 'travelling', 'working', 'waiting']

type Nudged = { status: Status; nudgedAt: Date | null }

/** From when on a nudge counts (it may be past); null when nobody has anything to hurry with. */
export const nudgeableFrom = ({ status, nudgedAt }: Nudged, now: Date): Date | null => {
  if (!nudgeable.includes(status)) return null
  return nudgedAt ? new Date(nudgedAt.getTime() + NUDGE_EVERY_MINUTES * MINUTE) : now
}

/** Whole minutes until the next nudge counts, rounded up; 0 when it does now. */
export const nudgeWaitMinutes = (from: Date, now: Date): number =>
  Math.max(0, Math.ceil((from.getTime() - now.getTime()) / MINUTE))

const nudged = z.object({
  ticketId: id,
  number: z.string(),
  /** Of this ticket, by everybody. */
  count: z.int(),
  /** When one may be counted again. */
  nextAt: z.string(),
})

export const nudgesApi = {
  nudge: command('nudges.nudge', {
    summary: '催单：客户催，或员工替客户催；同一工单 30 分钟一次',
    allow: ['customer', 'sales', 'dispatcher', 'manager', 'admin', 'provider'],
    input: z.object({ ticketId: id }),
    output: nudged,
  }),
  track: command('nudges.track', {
    summary: '凭进度链接催单；同一工单 30 分钟一次',
    allow: 'anyone',
    input: z.object({ token: id }),
    output: nudged,
  }),
}

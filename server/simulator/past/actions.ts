import { isMove, type PastMove } from '../../../shared/flows/replay'
import { positionOf } from '../../../shared/flows/stages'
import type { Reading } from '../../call'
import { type CustomerRow, listCustomersById } from '../../customers/actions'
import { type DeviceRow, listDevicesById } from '../../equipment/actions'
import { listPast, type PastFlow } from '../../flows/past/actions'
import type { TicketRow } from '../../tickets/actions'
import { type HappeningRow, listHappenings } from '../../tickets/due/actions'
import { listReddened } from '../../tickets/usage/actions'

/** A ticket with all that is known of how it went. */
export type PastTicket = {
  ticket: TicketRow
  customer: CustomerRow | null
  device: DeviceRow | null
  /** The position in which it was made. */
  startedAt: number
  moves: PastMove[]
  reddenedAt: Date | null
  flow: PastFlow
}

/** Seven reads, however many tickets there are. */
export const loadPast = async (reading: Reading, tickets: readonly TicketRow[]): Promise<PastTicket[]> => {
  const ids = tickets.map(({ id }) => id)
  const happenings = await listHappenings(reading, ids)
  const flows = await listPast(reading, happenings)
  const reddened = await listReddened(reading, ids)
  const customers = await listCustomersById(
    reading,
    tickets.flatMap(({ customerId }) => customerId ?? []),
  )
  const devices = await listDevicesById(
    reading,
    tickets.flatMap(({ deviceId }) => deviceId ?? []),
  )
  return tickets.flatMap((ticket): PastTicket[] => {
    const flow = flows.get(ticket.id)
    const own = happenings.get(ticket.id) ?? []
    if (!flow) return []
    return [
      {
        ticket,
        flow,
        customer: customers.get(ticket.customerId ?? '') ?? null,
        device: devices.get(ticket.deviceId ?? '') ?? null,
        startedAt: positionOf(own.find(({ kind }) => kind === 'create')?.toStatus ?? 'open'),
        moves: movesIn(own),
        reddenedAt: reddened.get(ticket.id) ?? null,
      },
    ]
  })
}

const movesIn = (happenings: readonly HappeningRow[]): PastMove[] =>
  happenings.flatMap(({ kind, toStatus, at }) =>
    isMove(kind) && toStatus ? [{ move: kind, position: positionOf(toStatus), at }] : [],
  )

import type { Call } from '../../call'
import type { TicketEventRow, TicketRow } from '../store'

type Told = Pick<TicketEventRow, 'kind'> &
  Partial<Pick<TicketEventRow, 'audience' | 'reason' | 'body' | 'fileIds' | 'deviceAt'>> & {
    from?: TicketEventRow['fromStatus']
    to?: TicketEventRow['toStatus']
  }

/** A row of the timeline: by the call's actor, at the call's instant, at the ticket's version. */
export const newEvent = (
  { newId, actor, now }: Pick<Call, 'newId' | 'actor' | 'now'>,
  ticket: Pick<TicketRow, 'id' | 'version'>,
  { from = null, to = null, ...told }: Told,
): TicketEventRow => ({
  id: newId(),
  ticketId: ticket.id,
  fromStatus: from,
  toStatus: to,
  actorId: actor.personId,
  actorName: actor.name,
  reason: null,
  body: null,
  audience: 'internal',
  fileIds: [],
  at: now,
  deviceAt: null,
  version: ticket.version,
  ...told,
})

import { toWire } from '../../../shared/kernel/time'
import { statusNames } from '../../../shared/tickets/life'
import type { Around } from '../effects/actions'

/** No name, number or address of a customer: an outside system asks for what it may know by the ticket's number. */
export const webhookBody = ({ ticket, ruleName, trigger }: Around, now: Date) => ({
  event: 'automation',
  at: toWire(now),
  rule: ruleName,
  trigger,
  ticket: {
    id: ticket.id,
    number: ticket.number,
    status: ticket.status,
    statusName: statusNames[ticket.status],
    priority: ticket.priority,
    isRed: ticket.isRed,
    tags: ticket.tags,
    templateId: ticket.templateId,
    customerId: ticket.customerId,
    deviceId: ticket.deviceId,
    regionCode: ticket.regionCode,
    rating: ticket.rating,
    version: ticket.version,
  },
})

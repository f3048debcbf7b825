import { refuseUnless } from '../../../shared/kernel/refusal'
import { toWire } from '../../../shared/kernel/time'
import type { Reading } from '../../call'
import { findCustomer } from '../../customers/actions'
import { findDevice } from '../../equipment/actions'
import { lookTicketByTrackToken } from '../../tickets/actions'
import { type Code, labelExpiry, visitCodeExpiry, writeCode } from './rules'

type SignedCode = { code: string; expiresAt: string }

const signed = ({ context }: Reading, code: Code): SignedCode => ({
  code: writeCode(context.signer, code),
  expiresAt: toWire(code.expiresAt),
})

/** What the customer's screen shows the engineer; the track token is the permission. Refuses `ticket.not_found`. */
export const showVisitCode = async (reading: Reading, { trackToken }: { trackToken: string }): Promise<SignedCode> => {
  const ticket = await lookTicketByTrackToken(reading, trackToken)
  refuseUnless(ticket, 'ticket.not_found')
  return signed(reading, { kind: 'visit', id: ticket.id, expiresAt: visitCodeExpiry(reading.now) })
}

/** The code to print for a device, or for the place of a customer; refuses one that is not there. */
export const showLabel = async (
  reading: Reading,
  { kind, id }: { kind: 'device' | 'place'; id: string },
): Promise<SignedCode> => {
  await (kind === 'device' ? findDevice(reading, id) : findCustomer(reading, id))
  return signed(reading, { kind, id, expiresAt: labelExpiry(reading.now) })
}

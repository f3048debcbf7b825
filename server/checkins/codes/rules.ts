import type { CodeKind } from '../../../shared/checkins'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { DAY, MINUTE, SECOND } from '../../../shared/kernel/time'
import type { Signer } from '../../signer'

/** `id` names the device, the customer whose place it is, or the ticket of the visit. */
export type Code = { kind: CodeKind; id: string; expiresAt: Date }

const LABEL_DAYS = 3652

/** A sticker on a device or a wall is good for ten years, in whole seconds. */
export const labelExpiry = (now: Date): Date => new Date(Math.floor(now.getTime() / SECOND) * SECOND + LABEL_DAYS * DAY)

/** A visit code is the same within a minute and good until the end of the next, so that nobody scans one just gone. */
export const visitCodeExpiry = (now: Date): Date => new Date((Math.floor(now.getTime() / MINUTE) + 2) * MINUTE)

/** `<kind>.<id>.<expiry>.<mac>`, the expiry in epoch seconds. */
export const writeCode = (signer: Signer, { kind, id, expiresAt }: Code): string => {
  const said = `${kind}.${id}.${expiresAt.getTime() / SECOND}`
  return `${said}.${signer.sign('code', said)}`
}

const CODE = /^((device|place|visit)\.(.+)\.(\d{1,12}))\.([\w-]{22})$/

/** What a code of ours says; refuses `checkin.code_invalid` for anything else. */
export const readCode = (signer: Signer, text: string): Code => {
  const [, said = '', kind, id = '', expiry, mac = ''] = CODE.exec(text.trim()) ?? refuse('checkin.code_invalid')
  refuseUnless(signer.isSigned('code', said, mac), 'checkin.code_invalid')
  return { kind: kind as CodeKind, id, expiresAt: new Date(Number(expiry) * SECOND) }
}

type Site = { id: string; deviceId: string | null; customerId: string | null }

/**
 * Refuses `checkin.code_expired` for a code that was no longer good at `at`, and `checkin.other_place` for one of
 * another device, customer or ticket.
 */
export const checkCode = (code: Code, ticket: Site, at: Date): void => {
  refuseUnless(at < code.expiresAt, 'checkin.code_expired')
  const expected = { device: ticket.deviceId, place: ticket.customerId, visit: ticket.id }
  refuseUnless(code.id === expected[code.kind], 'checkin.other_place')
}

import { type checkinsApi, type Mark, markNames } from '../../../shared/checkins'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuseUnless } from '../../../shared/kernel/refusal'
import type { Place } from '../../../shared/kernel/schema'
import type { Call } from '../../call'
import { isDuplicate } from '../../db/rows'
import { findTemplate } from '../../templates/actions'
import { findOwnTicket, moveTicket } from '../../tickets/actions'
import { checkCode, readCode } from '../codes/rules'
import { deviceTimeOf, instantOf, proofOf, type Whereabouts } from '../rules'
import { lookLastPlaced, lookOpenVisit, type Stepped, saveVisit, type VisitRow } from '../store'

const wordsFor = (marks: readonly Mark[]): string | undefined =>
  marks.length > 0 ? marks.map(mark => markNames[mark]).join('，') : undefined

/**
 * Checks in and starts the clock. Refuses `ticket.not_yours`, `checkin.code_invalid`, `.code_expired`, `.other_place`,
 * `.visit_open`, and what the ticket's life refuses; a doubtful place or time is marked, not refused.
 */
export const arrive = async (call: Call, input: ReadInputOf<typeof checkinsApi.arrive>): Promise<Stepped> => {
  const { tx, now, actor } = call
  const before = await findOwnTicket(call, input.ticketId)
  const device = deviceTimeOf(input)
  const time = instantOf(device, { now, notBefore: before.assignedAt ?? before.createdAt })
  const code = readCode(call.context.signer, input.code)
  checkCode(code, before, time.at)

  const { body } = await findTemplate(call, before.templateId)
  const { position = null } = input
  const site = placeOf(before)
  const last = whereaboutsOf(await lookLastPlaced(tx, actor.personId))
  const proof = proofOf(position, { site, deviationMetres: body.deviationMetres, last, at: time.at })
  const marks = [...proof.marks, ...time.marks]
  const ticket = await moveTicket(call, {
    ticketId: before.id,
    version: input.version,
    move: 'arrive',
    note: wordsFor(marks),
    deviceAt: device.deviceAt ?? undefined,
  })
  const visit: VisitRow = {
    id: call.newId(),
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    round: ticket.reopenedCount + 1,
    engineerId: actor.personId,
    openEngineerId: actor.personId,
    checkedInAt: time.at,
    checkedOutAt: null,
    deviceAt: device.deviceAt,
    pauses: [],
    workedMinutes: 0,
    codeKind: code.kind,
    lat: proof.place?.lat ?? null,
    lng: proof.place?.lng ?? null,
    accuracyMetres: position?.accuracyMetres ?? null,
    distanceMetres: proof.distanceMetres,
    marks,
    parts: [],
    summary: null,
    version: 1,
  }
  await openVisit(call, visit)
  return { ticket, visit }
}

const placeOf = ({ lat, lng }: { lat: number | null; lng: number | null }): Place | null =>
  lat === null || lng === null ? null : { lat, lng }

const whereaboutsOf = (visit: VisitRow | null): Whereabouts | null => {
  const place = visit && placeOf(visit)
  return place ? { place, at: visit.checkedInAt } : null
}

/** One open visit per engineer: looked at for a good answer, held by the database's unique key for a sure one. */
const openVisit = async (call: Call, visit: VisitRow): Promise<void> => {
  const refuseIfOpen = async () => {
    const open = await lookOpenVisit(call.tx, visit.engineerId)
    refuseUnless(!open, 'checkin.visit_open', { number: open?.ticketNumber, ticketId: open?.ticketId })
  }
  await refuseIfOpen()
  try {
    await saveVisit(call.tx, visit)
  } catch (error) {
    if (isDuplicate(error)) await refuseIfOpen()
    throw error
  }
  call.emit({ type: 'visit.opened', visitId: visit.id, ticketId: visit.ticketId })
}

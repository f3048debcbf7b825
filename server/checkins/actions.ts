import type { checkinsApi, VisitView } from '../../shared/checkins'
import type { ReadInputOf } from '../../shared/kernel/endpoint'
import { refuse } from '../../shared/kernel/refusal'
import type { Call, Reading } from '../call'
import { findParts } from '../parts/actions'
import { findOwnTicket, findTicket, moveTicket } from '../tickets/actions'
import { abandonedAt, closed, deviceTimeOf, instantOf, lastStepAt, nowIn, paused, resumed } from './rules'
import {
  changeVisit,
  listVisits,
  listVisitsBegun,
  lookOpenVisit,
  type Stepped,
  type UsedPart,
  type VisitRow,
} from './store'
import { viewVisit } from './view'

export type { VisitRow } from './store'

type StepInput = ReadInputOf<typeof checkinsApi.resume>

/** The caller's open visit of this ticket, and when the step was taken; refuses `checkin.no_open_visit`. */
const stepIn = async (call: Call, input: StepInput) => {
  const ticket = await findOwnTicket(call, input.ticketId)
  const visit = await lookOpenVisit(call.tx, call.actor.personId)
  if (visit?.ticketId !== ticket.id) return refuse('checkin.no_open_visit')
  const device = deviceTimeOf(input)
  const { at, marks } = instantOf(device, { now: nowIn(visit, call.now), notBefore: lastStepAt(visit) })
  const step = { ticketId: ticket.id, version: input.version, deviceAt: device.deviceAt ?? undefined }
  return { visit, at, marks: [...new Set([...visit.marks, ...marks])], step }
}

/** Refuses `checkin.already_paused` and `checkin.no_open_visit`. */
export const pause = async (call: Call, input: ReadInputOf<typeof checkinsApi.pause>): Promise<Stepped> => {
  const { reason, note } = input
  const { visit, at, marks, step } = await stepIn(call, input)
  const changes = { ...paused(visit, at, { reason, note: note || null }), marks }
  const ticket = await moveTicket(call, { ...step, move: 'pause', reason, note })
  return { ticket, visit: await changeVisit(call.tx, visit, changes) }
}

/** Refuses `checkin.not_paused` and `checkin.no_open_visit`. */
export const resume = async (call: Call, input: StepInput): Promise<Stepped> => {
  const { visit, at, marks, step } = await stepIn(call, input)
  const changes = { ...resumed(visit, at), marks }
  const ticket = await moveTicket(call, { ...step, move: 'resume' })
  return { ticket, visit: await changeVisit(call.tx, visit, changes) }
}

/** Checks out. Parts are named by the client and priced here; refuses a part that is not in the catalogue. */
export const finish = async (call: Call, input: ReadInputOf<typeof checkinsApi.finish>): Promise<Stepped> => {
  const { visit, at, marks, step } = await stepIn(call, input)
  const parts = await pricedParts(call, input.parts)
  const summary = input.summary || null
  const ticket = await moveTicket(call, { ...step, move: 'finish', note: input.summary })
  const done = await changeVisit(call.tx, visit, { ...closed(visit, at), marks, parts, summary })
  call.emit({ type: 'visit.closed', visitId: visit.id, ticketId: ticket.id })
  return { ticket, visit: done }
}

const pricedParts = async (call: Call, used: readonly { sku: string; quantity: number }[]): Promise<UsedPart[]> => {
  const catalogue = await findParts(
    call,
    used.map(({ sku }) => sku),
  )
  return used.flatMap(({ sku, quantity }) => {
    const part = catalogue.get(sku)
    return part ? [{ sku, name: part.name, quantity, unitPriceFen: part.unitPriceFen }] : []
  })
}

/**
 * Ends visits that lost their ticket: it was cancelled, or given away while it waited. Without this the engineer could
 * check in nowhere else.
 */
export const closeAbandoned = async (call: Call, ticketId: string): Promise<void> => {
  const ticket = await findTicket(call, ticketId)
  const isBeingWorkedOn = ticket.status === 'working' || ticket.status === 'waiting'
  for (const visit of await listVisits(call.tx, ticketId)) {
    if (visit.checkedOutAt || (isBeingWorkedOn && visit.engineerId === ticket.assigneeId)) continue
    await changeVisit(call.tx, visit, closed(visit, abandonedAt(visit, call.now)))
    call.emit({ type: 'visit.closed', visitId: visit.id, ticketId })
  }
}

/** The visits of a ticket that the actor may see, in the order of check-in. */
export const listVisitsOf = async (reading: Reading, ticketId: string): Promise<VisitRow[]> => {
  await findTicket(reading, ticketId)
  return listVisits(reading.tx, ticketId)
}

/** For comparing with other records: visits of these engineers, begun from `from` until before `to`; no policy is asked. */
export const listVisitsBetween = (
  { tx }: Reading,
  span: { engineerIds: readonly string[]; from: Date; to: Date },
): Promise<VisitRow[]> => listVisitsBegun(tx, span)

export const showVisits = async (
  reading: Reading,
  { ticketId }: { ticketId: string },
): Promise<{ items: VisitView[] }> => ({
  items: (await listVisitsOf(reading, ticketId)).map(row => viewVisit(row, reading.now)),
})

export const showOpenVisit = async (reading: Reading): Promise<{ visit: VisitView | null }> => {
  const row = await lookOpenVisit(reading.tx, reading.actor.personId)
  return { visit: row && viewVisit(row, reading.now) }
}

import type { VisitView } from '../../shared/checkins'
import { type Move, moves, type Status, transitionOf, transitions } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import type { Unsent } from '../lib/outbox/store'
import { isOpen, workedSeconds } from './clock'

type Seen = { ticket: TicketView; visit: VisitView | null }

const isMove = (kind: Unsent['kind']): kind is Move & Unsent['kind'] => kind in transitions

/** Where the waiting steps of one ticket lead. */
export const statusAhead = (status: Status, waiting: readonly Unsent[]): Status =>
  waiting.reduce((now, { kind }) => (isMove(kind) ? transitionOf(kind).to : now), status)

const ownMoves = (status: Status): Move[] =>
  moves.filter(move => transitionOf(move).from.includes(status) && transitionOf(move).by.includes('assignee'))

/** As the server has it, and what was done since without network. */
export const ahead = (seen: Seen, waiting: readonly Unsent[]): Seen => {
  const steps = waiting.filter(({ kind }) => isMove(kind))
  if (steps.length === 0) return seen
  const status = statusAhead(seen.ticket.status, steps)
  const ticket = { ...seen.ticket, status, allowedMoves: ownMoves(status) }
  return { ticket, visit: steps.reduce<VisitView | null>((visit, step) => visitAfter(visit, step, ticket), seen.visit) }
}

const visitAfter = (visit: VisitView | null, { kind, key, input, deviceAt }: Unsent, ticket: TicketView) => {
  if (kind === 'arrive') return begun(key, deviceAt, ticket)
  if (!visit || !isOpen(visit)) return visit
  const ended = visit.pauses.map(pause => ({ ...pause, to: pause.to ?? deviceAt }))
  if (kind === 'pause')
    return { ...visit, pauses: [...ended, { from: deviceAt, to: null, reason: String(input.reason) }] }
  if (kind === 'resume') return { ...visit, pauses: ended }
  if (kind !== 'finish') return visit
  const done = { ...visit, pauses: ended, checkedOutAt: deviceAt }
  return { ...done, workedMinutes: Math.floor(workedSeconds(done, new Date(deviceAt)) / 60) }
}

const begun = (id: string, checkedInAt: string, ticket: TicketView): VisitView => ({
  id,
  ticketId: ticket.id,
  engineerId: ticket.assignee?.id ?? '',
  checkedInAt,
  checkedOutAt: null,
  pauses: [],
  workedMinutes: 0,
  marks: [],
  distanceMetres: null,
  parts: [],
  version: 0,
})

import type { SeedTicket } from '../../../config/seed/tickets'
import type { Move } from '../../../shared/tickets/life'
import type { Call } from '../../call'
import { finish, pause } from '../../checkins/actions'
import { arrive } from '../../checkins/arrival/actions'
import { showLabel } from '../../checkins/codes/actions'
import { assignTo } from '../../dispatch/actions'
import { confirmTicket, moveTicket, noteOnTicket, type TicketRow } from '../../tickets/actions'
import type { Deed, Scene } from './story'

type Telling = { ticket: SeedTicket; scene: Scene }
type Doing = (call: Call, row: TicketRow, telling: Telling) => Promise<unknown>

/** Some forty metres from the door: a phone is never quite right. */
const DEGREES_OFF = 0.0003

const takes =
  (move: Move): Doing =>
  (call, { id }, { scene }) =>
    moveTicket(call, { ticketId: id, move, reason: scene.words || undefined })

/** How each thing is done, through the actions that people use. */
export const deeds: Record<Exclude<Deed, 'create'>, Doing> = {
  accept: takes('accept'),
  decline: takes('decline'),
  depart: takes('depart'),
  close: takes('close'),
  reopen: takes('reopen'),
  cancel: takes('cancel'),
  comment: (call, { id }, { scene }) =>
    noteOnTicket(call, { ticketId: id, kind: 'comment', body: scene.words, audience: scene.audience }),
  assign: (call, { id, version }, { ticket }) =>
    assignTo(call, { ticketId: id, engineerId: ticket.engineerId ?? '', version }),
  arrive: async (call, { id, version, customerId, lat, lng }) => {
    const { code } = await showLabel(call, { kind: 'place', id: customerId ?? '' })
    const place = { lat: (lat ?? 0) + DEGREES_OFF, lng: (lng ?? 0) - DEGREES_OFF }
    const position = { ...place, accuracyMetres: 25, system: 'gcj02', isMock: false } as const
    return arrive(call, { ticketId: id, version, code, position })
  },
  pause: (call, { id, version }, { ticket, scene }) =>
    pause(call, { ticketId: id, version, reason: ticket.waitReason, note: scene.words }),
  finish: (call, { id, version }, { ticket, scene }) =>
    finish(call, { ticketId: id, version, summary: scene.words, parts: ticket.parts }),
  confirm: (call, { id, version }, { ticket }) => confirmTicket(call, { id, version, rating: ticket.rating }),
}

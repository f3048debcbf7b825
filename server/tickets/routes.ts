import type Router from '@koa/router'
import { ticketsApi } from '../../shared/tickets/api'
import type { Move } from '../../shared/tickets/life'
import type { Call } from '../call'
import type { Context } from '../context'
import { prepared, serve } from '../http/serve'
import { confirmTicket, findTicket, moveTicket, noteOnTicket, viewTicket } from './actions'
import { lookAhead, openTicket } from './creation/actions'
import { trackTicket } from './detail/actions'
import { viewTicketFor } from './detail/view'
import { editTicket, fillTicket } from './editing/actions'
import { countTickets, listTickets } from './list/actions'

type Taken = { id: string; version: number; reason?: string; deviceAt?: string | undefined }

const takes =
  (move: Move) =>
  async (call: Call, { id, version, reason, deviceAt }: Taken) =>
    viewTicket(
      call,
      await moveTicket(call, {
        ticketId: id,
        version,
        move,
        reason,
        deviceAt: deviceAt ? new Date(deviceAt) : undefined,
      }),
    )

export const ticketsRoutes = (router: Router, context: Context): void =>
  serve(router, context, ticketsApi, {
    create: prepared(lookAhead, async (call, input, ahead) => {
      const made = await openTicket(call, input, ahead)
      // Staff see all of it: nothing has to be read again.
      return call.actor.kind === 'customer' ? viewTicket(call, made.row) : viewTicketFor(made, call.actor, call.now)
    }),
    edit: async (call, { id, version, ...wish }) => {
      const row = await findTicket(call, id)
      return viewTicket(call, await editTicket(call, { ...row, version }, wish))
    },
    fill: async (call, input) => viewTicket(call, await fillTicket(call, input)),
    get: async (reading, { id }) => viewTicket(reading, await findTicket(reading, id)),
    list: listTickets,
    counts: countTickets,
    submit: takes('submit'),
    accept: takes('accept'),
    decline: takes('decline'),
    depart: takes('depart'),
    confirm: async (call, input) => viewTicket(call, await confirmTicket(call, input)),
    close: takes('close'),
    cancel: takes('cancel'),
    reopen: takes('reopen'),
    comment: async (call, { id, body, audience }) =>
      viewTicket(call, await noteOnTicket(call, { ticketId: id, kind: 'comment', body, audience })),
    attach: async (call, { id, fileIds, audience }) =>
      viewTicket(call, await noteOnTicket(call, { ticketId: id, kind: 'attach', fileIds, audience })),
    track: (reading, { token }) => trackTicket(reading, token),
  })

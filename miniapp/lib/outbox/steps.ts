import { checkinsApi } from '../../../shared/checkins'
import { ticketsApi } from '../../../shared/tickets/api'

/** What an engineer may do without network. */
export const steps = {
  accept: ticketsApi.accept,
  depart: ticketsApi.depart,
  arrive: checkinsApi.arrive,
  pause: checkinsApi.pause,
  resume: checkinsApi.resume,
  attach: ticketsApi.attach,
  fill: ticketsApi.fill,
  finish: checkinsApi.finish,
} as const

export type StepName = keyof typeof steps

import { ticketsApi } from '../../shared/tickets/api'
import type { Status } from '../../shared/tickets/life'
import { type Move, transitionOf } from '../../shared/tickets/life'
import { words } from './words'

/** The moves that are one call with at most a reason; the others have a page of their own. */
export const directMoves = {
  submit: ticketsApi.submit,
  accept: ticketsApi.accept,
  depart: ticketsApi.depart,
  confirm: ticketsApi.confirm,
  close: ticketsApi.close,
  decline: ticketsApi.decline,
  cancel: ticketsApi.cancel,
  reopen: ticketsApi.reopen,
} as const

export type DirectMove = keyof typeof directMoves

export const isDirect = (move: Move): move is DirectMove => move in directMoves

/** Asked before they happen. */
export const askedMoves = ['confirm', 'close', 'decline', 'cancel', 'reopen'] as const
export type AskedMove = (typeof askedMoves)[number]
export const isAsked = (move: Move): move is AskedMove => askedMoves.some(asked => asked === move)

const mainFirst: readonly Move[] = [
  'accept',
  'depart',
  'arrive',
  'resume',
  'finish',
  'submit',
  'assign',
  'confirm',
  'close',
]

/** The next step of this person, and all that is left for the sheet. Sending somebody else is never the next step. */
export const nextStepOf = (status: Status, allowed: readonly Move[]): { main: Move | null; others: Move[] } => {
  const main = mainFirst.find(move => allowed.includes(move) && (move !== 'assign' || status === 'open')) ?? null
  return { main, others: allowed.filter(move => move !== main) }
}

export const nameOf = (move: Move, status: Status): string =>
  move === 'assign' && status !== 'open' ? words.reassign : transitionOf(move).name

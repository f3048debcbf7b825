import { scopesOf } from '../../../shared/kernel/scope'
import type { Reading } from '../../call'
import type { TicketRow } from '../store'
import * as store from './store'

export type { FilledTicket } from './store'

/** How many tickets each version of a template has; no policy is asked. */
export const countByTemplate = ({ tx }: Reading): Promise<Map<string, number>> => store.countByTemplate(tx)

/** The newest opened tickets of these versions that this actor may see. */
export const listFilled = (
  { tx, actor }: Reading,
  of: { templateIds: readonly string[]; since: Date; most: number },
): Promise<store.FilledTicket[]> => store.listFilled(tx, scopesOf(actor), of)

/** The newest opened tickets of these versions that this actor may see, whole, the newest first. */
export const listOpened = (
  { tx, actor }: Reading,
  of: { templateIds: readonly string[]; most: number },
): Promise<TicketRow[]> => store.listOpened(tx, scopesOf(actor), of)

/** When each of these tickets was put on the emergency channel; those that never were are absent. */
export const listReddened = ({ tx }: Reading, ids: readonly string[]): Promise<Map<string, Date>> =>
  store.listReddened(tx, ids)

import { scopesOf } from '../../../shared/kernel/scope'
import type { Reading } from '../../call'
import * as store from './store'

export type { FilledTicket } from './store'

/** How many tickets each version of a template has; no policy is asked. */
export const countByTemplate = ({ tx }: Reading): Promise<Map<string, number>> => store.countByTemplate(tx)

/** The newest opened tickets of these versions that this actor may see. */
export const listFilled = (
  { tx, actor }: Reading,
  of: { templateIds: readonly string[]; since: Date; most: number },
): Promise<store.FilledTicket[]> => store.listFilled(tx, scopesOf(actor), of)

import type { Call } from '../../call'
import { type MergeRow, noteMoved, takeMerges, takeMergesOf, takeReturns } from '../../customers/merges/actions'
import { lookPerson } from '../../people/actions'
import { moveTicket } from '../actions'
import { giveTickets, listHeldBy, listTicketIdsOf, lookLastAssigner } from './store'

/** What somebody who left had on hand goes back to those who dispatch; what they had finished stays theirs. */
export const releaseTicketsOf = async (call: Call, personId: string): Promise<void> => {
  const held = await listHeldBy(call.tx, personId)
  if (held.length === 0) return
  const person = await lookPerson(call, personId)
  const tickets: { ticketId: string; dispatcherId: string | null }[] = []
  for (const ticketId of held) {
    const dispatcherId = await lookLastAssigner(call.tx, ticketId)
    await moveTicket(call, { ticketId, move: 'release', reason: `${person?.name ?? '工程师'}已离职` })
    tickets.push({ ticketId, dispatcherId })
  }
  call.emit({ type: 'tickets.released', personId, tickets })
}

/** The tickets of a merged customer are the kept one's, wherever that one has gone since. */
export const followMerge = async (call: Call, mergeRowId: string): Promise<void> => {
  const merges = await takeMerges(call, mergeRowId)
  const ids = merges[0] ? await listTicketIdsOf(call.tx, merges[0].mergedId) : []
  await carry(call, ids, merges)
}

const carry = async (call: Call, ids: readonly string[], merges: readonly MergeRow[]): Promise<void> => {
  for (const merge of ids.length > 0 ? merges : []) {
    await giveTickets(call.tx, ids, merge.mergedId, merge.keepId)
    await noteMoved(call, merge, 'tickets', ids)
  }
}

/** Those that moved go back; what was made for the kept customer since stays there. */
export const followUndo = async (call: Call, mergeRowId: string): Promise<void> => {
  for (const { ids, from, to } of await takeReturns(call, mergeRowId, 'tickets')) {
    await giveTickets(call.tx, ids, from, to)
    await carry(call, ids, await takeMergesOf(call, to))
  }
}

import { openStatuses } from '../../../../shared/tickets/life'
import type { TicketCard } from '../../../../shared/tickets/views'
import type { Call, Reading } from '../../../call'
import { actorOf, type PersonRow } from '../../../people/actions'
import { listTickets } from '../../../tickets/list/actions'
import { queueMessage, text } from '../../outbox/actions'
import { pageLink } from '../menu/rules'
import { GREETING_EVERY_MS, ofToday, summaryOf } from './rules'
import { claimGreeting } from './store'

const MOST_READ = 100

/** Tickets that are somebody's own and not done, the most urgent first; at most a hundred. */
export const openTicketsOf = async (reading: Reading, person: PersonRow): Promise<TicketCard[]> => {
  const filter = { status: [...openStatuses], isMine: true }
  const own: Reading = { ...reading, actor: actorOf(person) }
  return (await listTickets(own, { filter, sort: 'urgent', limit: MOST_READ })).items
}

export const todaysTicketsOf = async (reading: Reading, person: PersonRow): Promise<TicketCard[]> =>
  ofToday(await openTicketsOf(reading, person), reading.now)

/** Somebody opens the app's chat: they read what today holds, at most once in four hours. True when they do. */
export const greet = async (call: Call, person: PersonRow): Promise<boolean> => {
  const notSince = new Date(call.now.getTime() - GREETING_EVERY_MS)
  if (!person.wecomUserId || !(await claimGreeting(call.tx, person.id, call.now, notSince))) return false
  const says = `${person.name}，您好。\n${summaryOf(await todaysTicketsOf(call, person), '今日工单')}`
  const link = { url: pageLink(call.context.config.publicUrl, 'today'), says: '打开今日工单' }
  await queueMessage(call, {
    to: { userId: person.wecomUserId, personId: person.id },
    content: text({ says, link }),
    priority: 2,
  })
  return true
}

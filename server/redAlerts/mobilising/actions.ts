import type { EventOf } from '../../../shared/events'
import type { Call } from '../../call'
import { type Preempted, preempt } from '../../dispatch/preemption/actions'
import { ticketLink } from '../../notify/actions'
import { listActivePeople, lookPerson, type PersonRow } from '../../people/actions'
import { listRegionalManagers } from '../../people/line/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { type Message, openWarRoom, queueMessages, tellWarRoom, text } from '../../wecom/actions'
import { alarmWords, partsWords } from '../rules'
import { lookOpenAlert, type RedAlertRow } from '../store'
import { assignedWords, displacedWords, nobodyWords, raisedWords, upgradedWords } from './rules'

type Emergency = { alert: RedAlertRow; ticket: TicketRow }

const emergencyOf = async (call: Call, ticketId: string): Promise<Emergency | null> => {
  const alert = await lookOpenAlert(call.tx, ticketId)
  return alert && { alert, ticket: await findTicket(call, ticketId) }
}

/** What is set moving at once: an engineer, the parts, and a room in which all concerned talk. */
export const mobilise = async (call: Call, { ticketId }: EventOf<'ticket.reddened'>): Promise<void> => {
  const emergency = await emergencyOf(call, ticketId)
  if (!emergency) return
  const { ticket } = emergency
  if (ticket.assigneeId) await tellOne(call, emergency, ticket.assigneeId, upgradedWords(ticket, emergency.alert))
  await tellDesk(call, emergency, 'raised', raisedWords(ticket, emergency.alert))
  await sendSomebody(call, emergency)
  await gather(call, { ...emergency, ticket: await findTicket(call, ticketId) })
}

/** A red ticket that waits for somebody (submitted, declined, no longer held) goes to the best one left. */
export const sendAgain = async (call: Call, ticketId: string): Promise<void> => {
  const emergency = await emergencyOf(call, ticketId)
  if (emergency) await sendSomebody(call, emergency)
}

const sendSomebody = async (call: Call, emergency: Emergency): Promise<void> => {
  const { alert, ticket } = emergency
  const sent = await preempt(call, ticket.id)
  if (!sent) return
  if (!sent.engineer) {
    await tellDesk(call, emergency, `nobody${ticket.version}`, nobodyWords(ticket, alert))
    await sayInRoom(call, alert, `nobody${ticket.version}`, nobodyWords(ticket, alert))
    return
  }
  await tellOfEngineer(call, emergency, { ...sent, engineer: sent.engineer })
}

const tellOfEngineer = async (
  call: Call,
  emergency: Emergency,
  { engineer, onHand }: Preempted & { engineer: PersonRow },
): Promise<void> => {
  const { alert, ticket } = emergency
  await tellOne(call, emergency, engineer.id, assignedWords(ticket, alert, onHand))
  await sayInRoom(call, alert, `sent${ticket.version}`, `已派给${engineer.name}，等他接单`)
  if (onHand.length > 0) {
    await tellDesk(call, emergency, `displaced${ticket.version}`, displacedWords(ticket, engineer.name, onHand))
  }
}

const gather = async (call: Call, { alert, ticket }: Emergency): Promise<void> => {
  const managers = await listRegionalManagers(call, ticket.regionCode)
  const desk = await listActivePeople(call, 'dispatcher')
  const personIds = [...managers, ...desk].map(({ id }) => id)
  const concerned = [alert.raisedById, ticket.assigneeId, ticket.ownerId].filter(id => id !== null)
  const says = [alarmWords(ticket, alert), partsWords(alert.parts)].filter(Boolean).join('。')
  await openWarRoom(call, { ticketId: ticket.id, personIds: [...personIds, ...concerned], says })
}

/** Words to the room, if there is one. */
export const sayInRoom = async (
  call: Call,
  { id, ticketId }: RedAlertRow,
  what: string,
  says: string,
): Promise<void> => {
  await tellWarRoom(call, { ticketId, key: `redAlert:${id}:room:${what}`, content: text({ says }) })
}

const tellDesk = async (call: Call, emergency: Emergency, what: string, says: string): Promise<void> => {
  for (const person of await listActivePeople(call, 'dispatcher')) await tell(call, emergency, { person, what, says })
}

const tellOne = async (call: Call, emergency: Emergency, personId: string, says: string): Promise<void> => {
  const person = await lookPerson(call, personId)
  if (person?.status !== 'active') return
  await tell(call, emergency, { person, what: `assigned${emergency.ticket.version}`, says })
}

const tell = async (
  call: Call,
  { alert, ticket }: Emergency,
  { person, what, says }: { person: PersonRow; what: string; says: string },
): Promise<void> => {
  if (!person.wecomUserId) return
  const id = call.newId()
  const url = ticketLink(call.context.config.publicUrl, ticket.id)
  const message: Message = {
    id,
    key: `redAlert:${alert.id}:${what}:${person.id}`,
    to: { userId: person.wecomUserId, personId: person.id },
    content: text({ says, link: { url: `${url}&notice=${id}`, says: '查看工单' } }),
    priority: 1,
  }
  await queueMessages(call, [message])
}

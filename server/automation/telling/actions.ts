import { type Role, roles } from '../../../shared/kernel/roles'
import type { TemplateAction } from '../../../shared/templates/actions'
import type { Call, Reading } from '../../call'
import { tellByKf } from '../../kf/actions'
import { ticketLink } from '../../notify/actions'
import { listActivePeople, lookPerson, type PersonRow } from '../../people/actions'
import { listRegionalManagers } from '../../people/line/actions'
import { noteOnTicket, type TicketRow } from '../../tickets/actions'
import { type Message, queueMessages, text } from '../../wecom/actions'
import type { Around, Planned } from '../effects/actions'

type Notify = Extract<TemplateAction, { action: 'notify' }>

/** One member, or none: those of a ticket. */
const ofTicket: Record<string, (reading: Reading, ticket: TicketRow) => Promise<PersonRow | null>> = {
  assignee: (reading, { assigneeId }) => lookOne(reading, assigneeId),
  owner: (reading, { ownerId }) => lookOne(reading, ownerId),
  creator: (reading, { createdById }) => lookOne(reading, createdById),
  manager: async (reading, { regionCode }) => (await listRegionalManagers(reading, regionCode))[0] ?? null,
}

const lookOne = async (reading: Reading, id: string | null): Promise<PersonRow | null> =>
  id ? lookPerson(reading, id) : null

const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word)

const receivers = async (reading: Reading, to: string, ticket: TicketRow): Promise<PersonRow[]> => {
  const one = ofTicket[to]
  if (one) return [await one(reading, ticket)].flatMap(person => person ?? [])
  if (isRole(to)) return listActivePeople(reading, to)
  return [await lookPerson(reading, to)].flatMap(person => person ?? [])
}

/** Words for the customer, or a message to each member whom the word names. */
export const planTelling = async (reading: Reading, { ticket }: Around, { to, says }: Notify): Promise<Planned> => {
  if (to === 'customer') {
    return { says: `告诉客户：${says}`, act: call => tellCustomer(call, ticket, says) }
  }
  const reached = (await receivers(reading, to, ticket)).filter(
    ({ status, wecomUserId }) => status === 'active' && wecomUserId,
  )
  if (reached.length === 0) return { says: `没有通知到人：「${to}」现在没有可以收消息的成员` }
  const names = reached.map(({ name }) => name).join('、')
  return { says: `通知${names}：${says}`, act: call => tellMembers(call, { people: reached, ticket, says }) }
}

type News = { people: readonly PersonRow[]; ticket: TicketRow; says: string }

/** The link holds the message's id: two that read the same are two all the same. */
export const tellMembers = (call: Call, { people, ticket, says }: News): Promise<void> =>
  queueMessages(
    call,
    people.flatMap(({ id: personId, wecomUserId: userId }): Message[] => {
      if (!userId) return []
      const id = call.newId()
      const url = `${ticketLink(call.context.config.publicUrl, ticket.id)}&notice=${id}`
      const words = `${ticket.number} ${ticket.title}：${says}`
      const content = text({ says: words, link: { url, says: '查看工单' } })
      const about = { id: ticket.id, version: ticket.version }
      return [{ id, to: { userId, personId }, ticket: about, priority: 2, content, line: { says: words, url } }]
    }),
  )

/** Read on the page of their progress, and in the chat of customer service while the platform lets us write there. */
export const tellCustomer = async (call: Call, ticket: TicketRow, says: string): Promise<void> => {
  await noteOnTicket(call, { ticketId: ticket.id, kind: 'comment', body: says, audience: 'customer' })
  await tellByKf(call, ticket, says)
}

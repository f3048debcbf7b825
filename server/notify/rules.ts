import type { EventOf } from '../../shared/events'
import type { Move } from '../../shared/tickets/life'
import type { TicketRow } from '../tickets/actions'

export type Heard = EventOf<'ticket.created'> | EventOf<'ticket.moved'> | EventOf<'ticket.commented'>

/** Whom a change concerns, and what they are told. `offer` is the card with buttons; it has its own words. */
export type Telling = { personId: string } & ({ kind: 'offer' } | { kind: 'words'; says: string; linkSays: string })

/** What is known of the ticket besides its row. */
export type Around = {
  /** Who acted, as colleagues call them: 李思, 客户, 系统. */
  actorName: string
}

/** The page of a ticket; the one place that knows its address. */
export const ticketLink = (publicUrl: string, ticketId: string): string =>
  `${publicUrl}/#/tickets/detail?id=${ticketId}`

/** Those who look after the ticket: the salesperson whose customer it is, and whoever made it. */
const desk = ({ ownerId, createdById }: TicketRow): (string | null)[] => [ownerId, createdById]

type Sentence = { to: ('desk' | 'engineer')[]; says: (actor: string) => string }

const sentences: Partial<Record<Move, Sentence>> = {
  accept: { to: ['desk'], says: actor => `${actor}已接单` },
  decline: { to: ['desk'], says: actor => `${actor}退回了工单，等待重新派单` },
  finish: { to: ['desk'], says: actor => `${actor}已完工，等待验收` },
  confirm: { to: ['desk', 'engineer'], says: actor => `${actor}已验收` },
  cancel: { to: ['desk', 'engineer'], says: actor => `${actor}取消了工单` },
}

/** Who hears of an event, and what. Nobody hears of what they did themselves, except that their message became a draft. */
export const tellingsOf = (event: Heard, ticket: TicketRow, around: Around): Telling[] => {
  if (event.type === 'ticket.created') return draftAnswer(event, ticket)
  const tellings = event.type === 'ticket.moved' ? afterMove(event, ticket, around) : afterComment(ticket, around)
  return tellings.filter(({ personId }) => personId !== event.actorId)
}

const wordsTo = (personIds: readonly (string | null)[], says: string, linkSays = '查看工单'): Telling[] =>
  [...new Set(personIds)].flatMap(personId => (personId ? [{ personId, kind: 'words', says, linkSays }] : []))

const named = ({ number, title }: TicketRow, says: string): string => `${number} ${title}：${says}`

const draftAnswer = ({ status }: EventOf<'ticket.created'>, ticket: TicketRow): Telling[] => {
  const isFromMessage = ticket.channel === 'app_message' || ticket.channel === 'voice'
  if (status !== 'draft' || !isFromMessage) return []
  return wordsTo([ticket.createdById], `已登记草稿 ${ticket.number}：${ticket.title}。`, '点此补充并提交')
}

const afterMove = (event: EventOf<'ticket.moved'>, ticket: TicketRow, around: Around): Telling[] => {
  if (event.move === 'assign') return afterAssignment(event, ticket)
  const sentence = sentences[event.move]
  if (!sentence) return []
  const concerned = { desk: desk(ticket), engineer: [event.assigneeId] }
  return wordsTo(
    sentence.to.flatMap(who => concerned[who]),
    named(ticket, sentence.says(around.actorName)),
  )
}

/** First whoever loses the ticket, then whoever gets it; an assignment that no longer holds offers nothing. */
const afterAssignment = (event: EventOf<'ticket.moved'>, ticket: TicketRow): Telling[] => {
  const engineerId = event.assigneeId
  const loserId = event.previousAssigneeId
  const isMoving = loserId !== null && loserId !== engineerId
  const holds = ticket.status === 'assigned' && ticket.assigneeId === engineerId
  return [
    ...(isMoving ? wordsTo([loserId], named(ticket, '已改派给其他工程师，您不用再处理')) : []),
    ...(holds && engineerId ? [{ personId: engineerId, kind: 'offer' as const }] : []),
  ]
}

const afterComment = (ticket: TicketRow, { actorName }: Around): Telling[] =>
  wordsTo([...desk(ticket), ticket.assigneeId], named(ticket, `${actorName}有新留言`))

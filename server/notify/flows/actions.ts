import type { EventOf } from '../../../shared/events'
import type { Call } from '../../call'
import { findStep, listOwners } from '../../flows/steps/actions'
import { lookPerson } from '../../people/actions'
import { findTicket } from '../../tickets/actions'
import { type Message, queueMessages, text } from '../../wecom/actions'
import { ticketLink } from '../rules'
import { askingWords, outcomeWords } from './rules'

/** Those who have to act read so; not whoever has acted or was let off meanwhile, or has left. */
export const tellAsked = async (call: Call, event: EventOf<'flow.asked'>): Promise<void> => {
  const step = await findStep(call, event.stepId)
  const waiting = (await listOwners(call, step.id)).filter(({ state }) => state === 'waiting')
  const personIds = event.personIds.filter(id => waiting.some(({ personId }) => personId === id))
  const ticket = await findTicket(call, event.ticketId)
  await write(call, ticket.id, personIds, askingWords(ticket, step, event.isUrge))
}

/** Whoever asked for an approval reads what came of it. */
export const tellOutcome = async (call: Call, { ticketId, stepId }: EventOf<'flow.left'>): Promise<void> => {
  const step = await findStep(call, stepId)
  const ticket = await findTicket(call, ticketId)
  const says = outcomeWords(ticket, step)
  if (says) await write(call, ticketId, [step.askedById], says)
}

/** Whoever had the draft of a flow reads that somebody else goes on with it. */
export const tellDraftTaken = async (call: Call, event: EventOf<'flow.draftTaken'>): Promise<void> => {
  const former = await lookPerson(call, event.formerEditorId)
  if (!former?.wecomUserId || former.status !== 'active') return
  const actor = await lookPerson(call, event.actorId)
  const says = `${actor?.name ?? '同事'}接手编辑了您的流程草稿，您保存过的修改都在`
  const id = call.newId()
  const url = `${call.context.config.publicUrl}/console/flows?code=${event.code}&notice=${id}`
  const content = text({ says, link: { url, says: '查看流程' } })
  const to = { userId: former.wecomUserId, personId: former.id }
  await queueMessages(call, [{ id, to, content, priority: 2, line: { says, url } }])
}

const write = async (call: Call, ticketId: string, personIds: readonly string[], says: string): Promise<void> => {
  const url = ticketLink(call.context.config.publicUrl, ticketId)
  const messages: Message[] = []
  for (const personId of personIds) {
    const person = await lookPerson(call, personId)
    if (!person?.wecomUserId || person.status !== 'active') continue
    const id = call.newId()
    const content = text({ says, link: { url: `${url}&notice=${id}`, says: '查看工单' } })
    messages.push({ id, to: { userId: person.wecomUserId, personId }, content, priority: 2, line: { says, url } })
  }
  await queueMessages(call, messages)
}

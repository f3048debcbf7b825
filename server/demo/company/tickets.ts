import { type SeedTicket, tickets } from '../../../config/seed/tickets'
import { type Actor, systemActor } from '../../../shared/kernel/roles'
import { callAs, readAs } from '../../call'
import { idsOf } from '../../clock'
import type { Context } from '../../context'
import { actorOfCustomer, lookCustomer } from '../../customers/actions'
import { actorOf, findPerson } from '../../people/actions'
import { workOnce } from '../../queue/worker'
import { createTicket, findTicket, takeNumber } from '../../tickets/actions'
import { deeds } from './deeds'
import type { CompanyStep } from './load'
import { type Scene, type Subject, scenesOf, subjectOf } from './story'

/** Who answers to what happens in the past; nobody outside is told of it. */
const LISTENING = ['tickets', 'sla', 'checkins', 'settlement']

/** Sixty tickets in every state, each brought there by the people of the company, one step after the other. */
export const playTickets: CompanyStep = async context => {
  const stories = tickets.map(ticket => ({ ticket, subject: subjectOf(ticket), ticketId: '' }))
  const present = context.clock.now()
  const script = stories
    .flatMap(story => scenesOf(story.ticket, present).map(scene => ({ story, scene })))
    .sort((a, b) => a.scene.at.getTime() - b.scene.at.getTime())
  const past = pastOf(context)
  for (const { story, scene } of script) {
    past.moveTo(scene.at)
    const actor = await actorNamed(past.context, scene.who)
    if (scene.deed === 'create') story.ticketId = await create(past.context, actor, story)
    else await act(past.context, actor, { ...story, scene })
    if (scene.deed === 'confirm' || scene.deed === 'reopen') await rest(past.context)
  }
  past.moveTo(present)
  await rest(past.context)
}

/** The same company at an earlier time, with the ids and ticket numbers of that time. */
const pastOf = (context: Context): { context: Context; moveTo: (at: Date) => void } => {
  let instant = context.clock.now()
  const clock = { now: () => instant }
  const subscribers = new Map(
    [...context.subscribers].map(([type, all]) => [
      type,
      all.filter(({ name }) => LISTENING.some(capability => name.startsWith(`${capability}.`))),
    ]),
  )
  return {
    context: { ...context, clock, newId: idsOf(clock), subscribers, nudge: () => undefined },
    moveTo: at => {
      instant = at
    },
  }
}

const rest = async (context: Context): Promise<void> => {
  while ((await workOnce(context)) > 0);
}

const actorNamed = (context: Context, who: string): Promise<Actor> =>
  readAs(context, systemActor('demo'), async reading => {
    const customer = await lookCustomer(reading, who)
    return customer ? actorOfCustomer(customer) : actorOf(await findPerson(reading, who))
  })

type Story = { ticket: SeedTicket; subject: Subject; ticketId: string }

const create = async (context: Context, actor: Actor, { ticket, subject }: Story): Promise<string> => {
  const number = await takeNumber(context)
  const { id } = await callAs(context, actor, call =>
    createTicket(
      call,
      {
        templateId: subject.templateId,
        customerId: subject.customerId,
        deviceId: subject.deviceId,
        description: subject.says,
        answers: subject.answers,
        priority: ticket.priority,
        channel: actor.roles.includes('sales') ? 'chat' : 'workbench',
        isDraft: ticket.ends === 'draft',
      },
      number,
    ),
  )
  return id
}

const act = async (context: Context, actor: Actor, { ticket, ticketId, scene }: Story & { scene: Scene }) => {
  const { deed } = scene
  if (deed === 'create') return
  await callAs(context, actor, async call => deeds[deed](call, await findTicket(call, ticketId), { ticket, scene }))
}

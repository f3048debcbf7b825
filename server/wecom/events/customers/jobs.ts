import { systemActor } from '../../../../shared/kernel/roles'
import { callAs, readAs } from '../../../call'
import type { Context } from '../../../context'
import { endFollow, keepContact } from '../../../customers/contacts/actions'
import { lookPersonByWecomUserId } from '../../../people/actions'
import { reactionTo } from '../../errors/rules'
import type { Outcome } from '../settling/store'
import { type CustomerEvent, livingCode, welcomeWords } from './rules'

const robot = systemActor('wecom')

/** A customer was added, changed or lost by a member. The welcome goes first: its code lives twenty seconds. */
export const handleCustomerChange = async (context: Context, event: CustomerEvent): Promise<Outcome> => {
  const { change, userId, externalUserId, sentAt } = event
  const at = new Date(sentAt ?? Math.floor(context.clock.now().getTime() / 1000) * 1000)
  if (change === 'removedByMember' || change === 'removedByCustomer') {
    await callAs(context, robot, call => endFollow(call, { userId, externalUserId, at }))
    return 'handled'
  }
  const passing = await welcome(context, event)
  const contact = await context.outside.contacts.contact(externalUserId)
  if (contact) {
    // A transfer that failed brings no news of whom it names; the contact is read anew all the same.
    const told = (id: string) => change !== 'other' && id.toLowerCase() === userId.toLowerCase()
    await callAs(context, robot, call => keepContact(call, { contact, at, told }))
  }
  if (passing) throw passing
  return contact ? 'handled' : 'ignored'
}

/** Returns what may pass, so that the queue tries again while the code lives; a code that was used (41051) is no loss. */
const welcome = async (context: Context, event: CustomerEvent): Promise<unknown> => {
  const code = livingCode(event, context.clock.now())
  if (!code) return null
  const member = await readAs(context, robot, reading => lookPersonByWecomUserId(reading, event.userId))
  if (member && member.status !== 'active') return null
  try {
    await context.outside.contacts.welcome(code, welcomeWords(member?.name ?? null))
    return null
  } catch (error) {
    if (['retry', 'refresh'].includes(reactionTo(error))) return error
    context.log.info({ err: error }, 'a welcome could not be sent')
    return null
  }
}

import { systemActor } from '../../../shared/kernel/roles'
import { callAs, readAs } from '../../call'
import type { Context } from '../../context'
import { lookPerson } from '../../people/actions'
import { findTicket } from '../../tickets/actions'
import { markRecalled } from '../outbox/store'
import { closeOvertaken, type Overtaken } from './actions'

const robot = systemActor('wecom')

/**
 * Writes on the cards of a ticket what has become of it, and takes back the offers of a cancelled one. Cosmetic: the
 * ticket is the truth, so a failure is only logged (a code is good for one update within 72 h).
 */
export const showOutcome = async (context: Context, ticketId: string): Promise<void> => {
  const overtaken = await callAs(context, robot, async call => closeOvertaken(call, await findTicket(call, ticketId)))
  for (const one of overtaken) {
    const person = await readAs(context, robot, reading => lookPerson(reading, one.personId))
    if (person?.wecomUserId && person.status === 'active') await replaceButtons(context, person.wecomUserId, one)
    if (one.recallable) await recall(context, one)
  }
}

const replaceButtons = async (context: Context, userId: string, { taskId, responseCode, says }: Overtaken) => {
  await context.outside.wecom
    .updateTemplateCard({ userids: [userId], response_code: responseCode, button: { replace_name: says } })
    .catch(error => context.log.warn({ err: error, taskId }, 'a card could not be updated'))
}

/** After the update, since the 微信 plugin keeps showing what WeCom itself takes back. */
const recall = async (context: Context, { taskId, recallable }: Overtaken) => {
  if (!recallable) return
  try {
    await context.outside.wecom.recallMessage(recallable.messageId)
    await context.db.write(tx => markRecalled(tx, recallable.id))
  } catch (error) {
    context.log.warn({ err: error, taskId }, 'a card could not be recalled')
  }
}

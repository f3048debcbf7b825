import { Refusal, refuse } from '../../../shared/kernel/refusal'
import { systemActor } from '../../../shared/kernel/roles'
import { type Call, callAs, readAs } from '../../call'
import type { Context } from '../../context'
import { lookPersonByWecomUserId, type PersonRow } from '../../people/actions'
import type { Fields, MessageOrigin } from '../messages/rules'
import { queueMessage, text } from '../outbox/actions'
import { type Outcome, settleCallback } from './settling/store'

const robot = systemActor('wecom')

export type Received = { inboxId: string; fields: Fields }

/** Does what follows from one kind of message and settles its row in the inbox. May be repeated after a crash. */
export type Hear<M> = (context: Context, message: M, received: Received) => Promise<void>

const settle = (context: Context, inboxId: string, outcome: Outcome): Promise<boolean> =>
  context.db.write(tx => settleCallback(tx, inboxId, outcome))

/** From the platform itself, and it may have to be asked for more. */
export const reads =
  <M>(handle: (context: Context, message: M, fields: Fields) => Promise<Outcome>): Hear<M> =>
  async (context, message, { inboxId, fields }) => {
    await settle(context, inboxId, await handle(context, message, fields))
  }

/** Kept in the transaction that settles the row, and so exactly once. */
export const keeps =
  <M>(outcome: Outcome, keep: (call: Call, message: M, inboxId: string) => Promise<void>): Hear<M> =>
  (context, message, { inboxId }) =>
    callAs(context, robot, async call => {
      if (await settleCallback(call.tx, inboxId, outcome)) await keep(call, message, inboxId)
    })

/** What a member's phone does by itself, likewise; of strangers and of those who have left it means nothing. */
export const notes =
  <M extends MessageOrigin>(note: (call: Call, from: PersonRow, message: M) => Promise<unknown>): Hear<M> =>
  (context, message, { inboxId }) =>
    callAs(context, robot, async call => {
      const from = await lookPersonByWecomUserId(call, message.from)
      const isOurs = from?.status === 'active'
      if ((await settleCallback(call.tx, inboxId, isOurs ? 'handled' : 'ignored')) && isOurs) {
        await note(call, from, message)
      }
    })

type Answer<M> = (context: Context, from: PersonRow, message: M, inboxId: string) => Promise<Outcome>

/** What a member does themselves. What they may not do is answered in their chat; whoever has left hears nothing. */
export const answers =
  <M extends MessageOrigin>(handle: Answer<M>): Hear<M> =>
  async (context, message, { inboxId }) => {
    const from = await readAs(context, robot, reading => lookPersonByWecomUserId(reading, message.from))
    const outcome = from && from.status !== 'active' ? 'ignored' : await answer(context, from, message, inboxId, handle)
    await settle(context, inboxId, outcome)
  }

const answer = async <M extends MessageOrigin>(
  context: Context,
  from: PersonRow | null,
  message: M,
  inboxId: string,
  handle: Answer<M>,
): Promise<Outcome> => {
  try {
    return await handle(context, from ?? refuse('session.not_a_member'), message, inboxId)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await callAs(context, robot, call =>
      queueMessage(call, {
        key: `refusal:${inboxId}`,
        to: { userId: message.from, personId: from?.id ?? null },
        content: text({ says: error.message }),
        priority: 1,
      }),
    )
    return 'ignored'
  }
}

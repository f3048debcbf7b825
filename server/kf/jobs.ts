import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { reaches, type Subscriber, type TimerJob } from '../queue/subscribers'
import { takeNumber } from '../tickets/actions'
import { keepHandOver, wantedIn } from './handover/actions'
import { handleChat, profileFor } from './incoming/jobs'
import { endTurn, keepPage, noteTold, readTold, type Turn, takeTurn } from './pulling/actions'
import { listOwed, readyReply, settleReply } from './replies/actions'

const robot = systemActor('kf')

export const kfSubscribers: readonly Subscriber[] = [
  reaches('kf.hear', ['wecom.received'], async (context, { inboxId }) => {
    const told = await readAs(context, robot, reading => readTold(reading, inboxId))
    if (!told) return
    await callAs(context, robot, call => noteTold(call, told))
    await pull(context, told.openKfId)
  }),
  reaches('kf.pull', ['kf.told'], (context, { openKfId }) => pull(context, openKfId)),
  reaches('kf.handle', ['kf.kept'], (context, { conversationId }) => handleChat(context, conversationId)),
  reaches('kf.send', ['kf.owed'], (context, { replyId }) => send(context, replyId)),
  reaches('kf.handOver', ['kf.personWanted'], (context, { conversationId }) => handOver(context, conversationId)),
]

export const kfTimerJobs: readonly TimerJob[] = [
  {
    job: 'kf.pullAgain',
    act: async (call, { openKfId = '' }) => call.emit({ type: 'kf.told', openKfId }),
  },
]

/** Reads all that is new; whoever comes while somebody reads leaves it to them. */
const pull = async (context: Context, openKfId: string): Promise<void> => {
  for (;;) {
    const turn = await callAs(context, robot, call => takeTurn(call, openKfId))
    if (!turn) return
    try {
      await pullPages(context, turn)
    } catch (error) {
      await callAs(context, robot, call => endTurn(call, turn))
      throw error
    }
    if (await callAs(context, robot, call => endTurn(call, turn))) return
  }
}

/** Until the platform says that there is no more: an empty page is no sign of that. */
const pullPages = async (context: Context, first: Turn): Promise<void> => {
  let turn: Turn | null = first
  while (turn) {
    const from: Turn = turn
    const page = await context.outside.kf.sync(from)
    const next = await callAs(context, robot, call => keepPage(call, from, page))
    turn = page.hasMore ? next : null
  }
}

const send = async (context: Context, replyId: string): Promise<void> => {
  const ready = await callAs(context, robot, call => readyReply(call, replyId))
  if (!ready) return
  const outcome = await context.outside.kf.send(ready)
  if (outcome.state === 'failed') context.log.warn({ replyId, reason: outcome.reason }, 'a reply was refused')
  await callAs(context, robot, call => settleReply(call, replyId, outcome))
}

/** What is still owed goes out first: once a person has the chat, the platform takes nothing from us. */
const handOver = async (context: Context, conversationId: string): Promise<void> => {
  for (const replyId of await readAs(context, robot, reading => listOwed(reading, conversationId))) {
    await send(context, replyId)
  }
  const wanted = await readAs(context, robot, reading => wantedIn(reading, conversationId))
  if (!wanted) return
  const outcome = await context.outside.kf.handOver(wanted)
  const needsTicket = outcome.state === 'refused' && !wanted.hasTicket
  const fallback = needsTicket
    ? { number: await takeNumber(context), profile: await profileFor(context, conversationId) }
    : { number: null, profile: null }
  if (outcome.state === 'refused') context.log.error({ errcode: outcome.errcode }, 'a chat could not be handed over')
  await callAs(context, robot, call => keepHandOver(call, conversationId, outcome, fallback))
}

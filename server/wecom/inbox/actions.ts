import { hash } from 'node:crypto'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { Refusal } from '../../../shared/kernel/refusal'
import { systemActor } from '../../../shared/kernel/roles'
import { callAs } from '../../call'
import type { Context } from '../../context'
import { isDuplicate } from '../../db/rows'
import { type InboxRow, saveCallbacks } from './store'

/** One opened callback. */
export type Received = Pick<InboxRow, 'dedupeKey' | 'kind' | 'raw'>

/** Keeps a callback for good, once; a repeat of it is as good as kept. */
export type Receive = (received: Received) => Promise<void>

type Waiting = { received: Received; done: () => void; failed: (error: unknown) => void }

/** Ends of commits are dear, rows are cheap: at most so many callbacks share one. */
const MOST_AT_ONCE = 200

const robot = systemActor('wecom')

/**
 * Callbacks that come while a commit is under way share the next one; none waits for others to come. Each is answered
 * only after the commit that holds it.
 */
export const receiverOf = (context: Context): Receive => {
  const waiting: Waiting[] = []
  let isWorking = false

  const work = async (): Promise<void> => {
    isWorking = true
    while (waiting.length > 0) {
      // All that this turn of the event loop still brings comes along; the embedded database would take them singly.
      await endOfTurn()
      await keepInTime(context, waiting.splice(0, MOST_AT_ONCE))
    }
    isWorking = false
  }

  return received =>
    new Promise((done, failed) => {
      waiting.push({ received, done, failed })
      if (!isWorking) void work()
    })
}

/** WeCom hangs up after five seconds and comes again; those who come meanwhile do not wait for a database that is stuck. */
const ANSWER_WITHIN_MS = 4000

const keepInTime = (context: Context, batch: readonly Waiting[]): Promise<void> =>
  new Promise(goOn => {
    const giveUp = () => {
      for (const { failed } of batch) failed(new Refusal('server.not_ready'))
      goOn()
    }
    const tooLate = setTimeout(giveUp, ANSWER_WITHIN_MS)
    void keepTogether(context, batch).finally(() => {
      clearTimeout(tooLate)
      goOn()
    })
  })

/** All in one transaction; when one of them is already there, each in its own. */
const keepTogether = async (context: Context, batch: readonly Waiting[]): Promise<void> => {
  const byKey = new Map(batch.map(({ received }) => [storedKey(received.dedupeKey), received]))
  try {
    await keep(context, byKey)
    for (const { done } of batch) done()
  } catch (error) {
    if (batch.length > 1 && isDuplicate(error)) {
      for (const one of batch) await keepTogether(context, [one])
    } else {
      for (const { done, failed } of batch) isDuplicate(error) ? done() : failed(error)
    }
  }
}

const keep = (context: Context, byKey: ReadonlyMap<string, Received>): Promise<void> =>
  callAs(context, robot, async call => {
    const rows = [...byKey].map(([dedupeKey, { kind, raw }]) => ({
      id: call.newId(),
      dedupeKey,
      kind,
      raw,
      state: 'received' as const,
      receivedAt: call.now,
    }))
    await saveCallbacks(call.tx, rows)
    for (const { id } of rows) call.emit({ type: 'wecom.received', inboxId: id })
  })

/**
 * Numbers and hashes as they are; any other id hashed, since MySQL takes `CAIQ1` and `caiq1` for the same key and a
 * key has 80 characters.
 */
const storedKey = (dedupeKey: string): string =>
  /^msg:\d{1,40}$|^sha256:/.test(dedupeKey) ? dedupeKey : `sha256:${hash('sha256', dedupeKey)}`

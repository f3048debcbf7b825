import { refuseUnless } from '../../shared/kernel/refusal'
import { toWire } from '../../shared/kernel/time'
import type { Call, Reading } from '../call'
import { listDead, revive } from '../queue/store'

/** What failed every attempt, newest first. */
export const listDeadLetters = async ({ tx }: Reading) => ({
  items: (await listDead(tx)).map(row => ({
    id: row.id,
    subscriber: row.subscriber,
    event: row.event?.type ?? '',
    attempts: row.attempts,
    lastError: row.lastError,
    failedAt: toWire(row.nextAt),
  })),
})

/** Gives one a fresh start. */
export const replayDeadLetter = async (call: Call, { id }: { id: string }): Promise<Record<string, never>> => {
  refuseUnless(await revive(call.tx, id, call.now), 'queue.dead_letter_not_found')
  return {}
}

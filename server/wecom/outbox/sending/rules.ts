import { DAY } from '../../../../shared/kernel/time'
import { reactionTo, WecomError, WecomUnreachable } from '../../errors/rules'
import { backOffMs } from '../pace/rules'
import type { OutboxRow } from '../store'

/** What came of one message. `later`: never tried, since the platform had just turned another one away. */
export type Outcome =
  | { row: OutboxRow; kind: 'sent'; messageId: string; responseCode: string | null }
  | { row: OutboxRow; kind: 'refused'; error: unknown }
  | { row: OutboxRow; kind: 'later' }

/** What follows from a refusal. `gone`: the platform knows no such member. */
export type Verdict =
  | { kind: 'again'; at: number; attempts: number; errcode: number | null; mayHaveGone: boolean }
  | { kind: 'gone'; errcode: number }
  | { kind: 'failed'; errcode: number | null }

/** Sent too often, or too many at once: everything waits, and the message is not to blame. */
const FREQUENCY = [45009, 45033]
/** Wrong secret, company or app, or an address that is not trusted: no message passes until an administrator has helped. */
const LOCKED_OUT = [40001, 40013, 40056, 42009, 60020]
/** All recipients invalid; there is only one. */
const NOBODY_REACHED = 81013
/** What passes by itself is tried for a day. */
const GIVE_UP_AFTER_MS = DAY

const isOneOf = (error: unknown, errcodes: readonly number[]): boolean =>
  error instanceof WecomError && errcodes.includes(error.errcode)

export const isFrequency = (error: unknown): boolean => isOneOf(error, FREQUENCY)
export const isLockedOut = (error: unknown): boolean => isOneOf(error, LOCKED_OUT)

/** The platform as a whole does not answer, or not us: what was not sent yet need not try. */
export const stopsAll = (error: unknown): boolean =>
  error instanceof WecomUnreachable || isFrequency(error) || isLockedOut(error)

/** `now` in epoch ms. */
export const verdictOn = (row: OutboxRow, error: unknown, now: number): Verdict => {
  const errcode = error instanceof WecomError ? error.errcode : null
  const reaction = reactionTo(error)
  if (errcode !== null && (reaction === 'memberGone' || errcode === NOBODY_REACHED)) return { kind: 'gone', errcode }
  const isTooOld = now - row.createdAt.getTime() >= GIVE_UP_AFTER_MS
  const passes = ['retry', 'refresh'].includes(reaction) || isLockedOut(error)
  if (!passes || isTooOld) return { kind: 'failed', errcode }
  const isToBlame = !isFrequency(error) && !isLockedOut(error)
  const attempts = isToBlame ? row.attempts : row.attempts - 1
  return { kind: 'again', at: now + backOffMs(row.attempts), attempts, errcode, mayHaveGone: errcode === null }
}

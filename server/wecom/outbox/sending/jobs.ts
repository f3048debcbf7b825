import type { Context } from '../../../context'
import { WecomError } from '../../errors/rules'
import type { Batch } from '../pace/actions'
import { sayInRoom } from '../rooms/jobs'
import { isRoom } from '../rooms/rules'
import type { OutboxRow } from '../store'
import { type Outcome, stopsAll } from './rules'

/** Calls under way at once; the platform takes more, but a storm of ours should not be one of theirs. */
const AT_ONCE = 10
/** A repeat of the same words within this time is not shown again: longer than a lease and a few back-offs. */
const DUPLICATE_SECONDS = 1800
/** The longest that the platform remembers, protocol section 4.1; for a body that no other message can have. */
const LONGEST_DUPLICATE_SECONDS = 14_400

const duplicateSeconds = ({ id, body }: OutboxRow): number =>
  body.msgtype === 'template_card' || JSON.stringify(body).includes(id) ? LONGEST_DUPLICATE_SECONDS : DUPLICATE_SECONDS

/** Sends what was taken: each member's messages in order, several members at once. Never throws. */
export const send = async (context: Context, { rows }: Batch): Promise<Outcome[]> => {
  const outcomes: Outcome[] = []
  const lines = byReader(rows)
  let isStopped = false
  const sendLine = async (line: readonly OutboxRow[]): Promise<void> => {
    for (const row of line) {
      const outcome = isStopped ? ({ row, kind: 'later' } as const) : await sendOne(context, row)
      if (outcome.kind === 'refused' && stopsAll(outcome.error)) isStopped = true
      outcomes.push(outcome)
    }
  }
  const worker = async () => {
    for (let line = lines.shift(); line; line = lines.shift()) await sendLine(line)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return outcomes
}

const byReader = (rows: readonly OutboxRow[]): OutboxRow[][] => {
  const lines = new Map<string, OutboxRow[]>()
  for (const row of rows) lines.set(row.toUserId, [...(lines.get(row.toUserId) ?? []), row])
  return [...lines.values()]
}

const sendOne = async (context: Context, row: OutboxRow): Promise<Outcome> => {
  const { wecom } = context.outside
  try {
    if (isRoom(row.toUserId)) {
      await sayInRoom(context, row)
      return { row, kind: 'sent', messageId: '', responseCode: null }
    }
    const { messageId, responseCode, invalidUserIds } = await wecom.sendMessage({
      touser: row.toUserId,
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateSeconds(row),
      ...row.body,
    })
    if (invalidUserIds.includes(row.toUserId))
      return { row, kind: 'refused', error: new WecomError(60111, 'invaliduser') }
    return { row, kind: 'sent', messageId, responseCode }
  } catch (error) {
    return { row, kind: 'refused', error }
  }
}

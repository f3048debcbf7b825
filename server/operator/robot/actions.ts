import { systemActor } from '../../../shared/kernel/roles'
import { type Call, callAs } from '../../call'
import type { Context } from '../../context'
import { isDuplicate } from '../../db/rows'
import { fittingMarkdown, slotAfter } from './rules'
import { lookLastSlot, lookMessage, saveMessage } from './store'

export const ROBOT_JOB = 'robot.send'
const MOST_TRIES = 5

/** What is said; with a key, saying it again is nothing new. */
export type Saying = { teamId: string; markdown: string; key?: string }

/**
 * Queues a message to the group of a team, in this transaction. False when the team has no robot. It goes out at once,
 * or as soon as twenty in a minute allow.
 */
export const tellTeamIn = async (call: Call, { teamId, markdown, key }: Saying): Promise<boolean> => {
  if (!Object.hasOwn(call.context.config.robotKeys, teamId)) return false
  const id = key ?? call.newId()
  if (await lookMessage(call.tx, id)) return true
  const slotAt = await takeSlot(call, { id, teamId, markdown: fittingMarkdown(markdown) })
  if (slotAt <= call.now) call.emit({ type: 'robot.cameDue', messageId: id })
  else await call.timers.set({ key: `robot:${id}`, job: ROBOT_JOB, at: slotAt, payload: { messageId: id } })
  return true
}

/** The unique key decides between processes that want the same slot. */
const takeSlot = async (
  call: Call,
  message: { id: string; teamId: string; markdown: string },
  tries = 1,
): Promise<Date> => {
  const slotAt = slotAfter(await lookLastSlot(call.tx, message.teamId), call.now)
  try {
    await saveMessage(call.tx, { ...message, slotAt, state: 'waiting' })
    return slotAt
  } catch (error) {
    if (!isDuplicate(error) || tries >= MOST_TRIES) throw error
    return takeSlot(call, message, tries + 1)
  }
}

/** As `tellTeamIn`, for whoever is not in a transaction: jobs and commands. */
export const tellTeam = (context: Context, teamId: string, markdown: string, key?: string): Promise<boolean> =>
  callAs(context, systemActor('robot'), call => tellTeamIn(call, { teamId, markdown, ...(key && { key }) }))

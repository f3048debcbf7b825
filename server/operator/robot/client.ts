import * as z from 'zod/mini'
import { readAnswer, type WecomCalls } from '../../wecom/calls/client'
import { reactionTo } from '../../wecom/errors/rules'

type Calls = Pick<WecomCalls, 'ask'>

/**
 * Posts into the group of the robot with this key, which is all that is asked of whoever posts: it is never logged, and
 * no error holds it. Throws WecomError, 45009 above twenty a minute, and WecomUnreachable.
 */
export const sayByRobot = async (calls: Calls, key: string, markdown: string): Promise<void> => {
  const data = { msgtype: 'markdown', markdown: { content: markdown } }
  const answer = await calls.ask({ method: 'post', url: '/cgi-bin/webhook/send', params: { key }, data })
  readAnswer(z.object({}), answer.data)
}

/** As `sayByRobot`, but what asking again would not help is returned; only what may pass is thrown. */
export const trySayByRobot = async (
  calls: Calls,
  key: string,
  markdown: string,
): Promise<{ error: unknown } | null> => {
  try {
    await sayByRobot(calls, key, markdown)
    return null
  } catch (error) {
    if (['retry', 'refresh'].includes(reactionTo(error))) throw error
    return { error }
  }
}

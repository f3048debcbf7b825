import * as z from 'zod/mini'
import type { WecomCalls } from '../../wecom/calls/client'
import { reactionTo } from '../../wecom/errors/rules'
import type { TileItem } from './rules'

type Calls = Pick<WecomCalls, 'post'>
const done = z.object({})

/** The company's default, shown to whoever has no figures of their own yet. Throws WecomError and WecomUnreachable. */
export const setTemplate = async (calls: Calls, agentId: number, items: readonly TileItem[]): Promise<void> => {
  const keydata = { items }
  const body = { agentid: agentId, type: 'keydata', keydata, replace_user_data: false }
  await calls.post(done, '/cgi-bin/agent/set_workbench_template', body)
}

export type Tile = { userId: string; items: readonly TileItem[] }

/** One member's figures: at most ten times a minute. Throws WecomError and WecomUnreachable. */
export const setTile = async (calls: Calls, agentId: number, { userId, items }: Tile): Promise<void> => {
  const body = { agentid: agentId, userid: userId, type: 'keydata', keydata: { items } }
  await calls.post(done, '/cgi-bin/agent/set_workbench_data', body)
}

/** As `setTile`, but what asking again would not help is returned; only what may pass is thrown. */
export const trySetTile = async (calls: Calls, agentId: number, tile: Tile): Promise<{ error: unknown } | null> => {
  try {
    await setTile(calls, agentId, tile)
    return null
  } catch (error) {
    if (['retry', 'refresh'].includes(reactionTo(error))) throw error
    return { error }
  }
}

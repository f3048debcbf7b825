import * as z from 'zod/mini'
import type { WecomCalls } from '../../wecom/calls/client'
import type { Button } from './rules'

/** Puts these buttons in the place of those that stood there. Throws WecomError and WecomUnreachable. */
export const createMenu = async (
  calls: Pick<WecomCalls, 'post'>,
  agentId: number,
  menu: readonly Button[],
): Promise<void> => {
  await calls.post(z.object({}), `/cgi-bin/menu/create?agentid=${agentId}`, { button: menu })
}

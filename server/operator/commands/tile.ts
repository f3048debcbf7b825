import { systemActor } from '../../../shared/kernel/roles'
import { readAs } from '../../call'
import { type Context, openContext } from '../../context'
import type { WecomCalls } from '../../wecom/calls/client'
import { listTileFacts } from '../tile/actions'
import { setTemplate, setTile } from '../tile/client'
import { emptyCounts, tileOf } from '../tile/rules'
import { orAdvice, withCalls } from './calls'
import type { Command, Desk } from './command'

/** Sets the template, then every member's figures; a member whom the platform refuses does not stop the others. */
export const setTiles = async (say: Desk['say'], calls: WecomCalls, context: Context): Promise<number> => {
  const { config } = context
  const { agentId } = config.wecom
  await setTemplate(calls, agentId, tileOf(config, emptyCounts))
  const facts = await readAs(context, systemActor('operator'), listTileFacts)
  let refused = 0
  for (const { userId, counts } of facts) {
    const sayWhose: Desk['say'] = line => say(`${line}：${userId}`)
    refused += await orAdvice(sayWhose, async () => {
      await setTile(calls, agentId, { userId, items: tileOf(config, counts) })
      return 0
    })
  }
  say(`✓ 已设置工作台模板和 ${facts.length - refused} 位成员的数字`)
  if (!config.hasTile) say('- WECOM_TILE 没有打开，工单变动后数字不会自动更新')
  return refused === 0 ? 0 : 1
}

export const tile: Command = {
  summary: '设置工作台磁贴，并推送每位成员的待办数量',
  run: desk =>
    withCalls(desk, async ({ config, calls }) => {
      const context = await openContext(config)
      try {
        return await setTiles(desk.say, calls, context)
      } finally {
        await context.close()
      }
    }),
}

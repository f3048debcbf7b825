import { createMenu } from '../menu/client'
import { menuOf, mistakesInMenu } from '../menu/rules'
import { withCalls } from './calls'
import type { Command } from './command'

export const menu: Command = {
  summary: '设置应用菜单：新建工单、我的工单、今日上门',
  run: desk =>
    withCalls(desk, async ({ config, calls }) => {
      const buttons = menuOf(config)
      const mistakes = mistakesInMenu(buttons)
      for (const mistake of mistakes) desk.say(`✗ ${mistake}`)
      if (mistakes.length > 0) return 1
      await createMenu(calls, config.wecom.agentId, buttons)
      desk.say(`✓ 已设置菜单：${buttons.map(({ name }) => name).join('、')}`)
      return 0
    }),
}

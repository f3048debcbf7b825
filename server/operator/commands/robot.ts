import { sayByRobot } from '../robot/client'
import { fittingMarkdown } from '../robot/rules'
import { withCalls } from './calls'
import type { Command } from './command'

export const robot: Command = {
  summary: '让班组的群机器人说一句话：robot <班组> <内容>',
  run: (desk, [teamId, ...words]) =>
    withCalls(desk, async ({ config: { robotKeys }, calls }) => {
      const text = words.join(' ').trim()
      if (!teamId || !text) {
        desk.say('用法：npm run wecom -- robot <班组> <内容>')
        return 1
      }
      const key = Object.hasOwn(robotKeys, teamId) ? robotKeys[teamId] : undefined
      if (!key) {
        const known = Object.keys(robotKeys).join('、') || '无'
        desk.say(`✗ 班组 ${teamId} 没有群机器人：请在 WECOM_ROBOT_KEYS 里加入 ${teamId}=<key>（现有：${known}）`)
        return 1
      }
      await sayByRobot(calls, key, fittingMarkdown(text))
      desk.say('✓ 已发送')
      return 0
    }),
}

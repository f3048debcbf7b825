import { ConfigError } from '../../../config/mistakes'
import type { ServerConfig } from '../../../config/server'
import { checks } from '../doctor/checks'
import { examine } from '../doctor/client'
import { fine, type Verdict, verdictOnMistakes, wrong } from '../doctor/rules'
import { lineOf } from '../doctor/view'
import { hasNobodyToAsk, nobodyToAsk } from './calls'
import type { Command, Desk } from './command'

/** The settings themselves. In a demo there is no WeCom to ask, unless it was pointed at another one. */
const readSettings = ({ readConfig }: Desk): { config: ServerConfig | null; verdict: Verdict } => {
  try {
    const config = readConfig()
    if (hasNobodyToAsk(config)) return { config: null, verdict: wrong(nobodyToAsk) }
    return { config, verdict: fine('必填项都已填写') }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { config: null, verdict: verdictOnMistakes(error.mistakes) }
  }
}

/** `--skip 打卡,微信客服`: what this company does not use. */
const skippedIn = (args: readonly string[]): string[] => {
  const at = args.indexOf('--skip')
  return at === -1 ? [] : (args[at + 1] ?? '').split(/[,，]/).filter(Boolean)
}

export const doctor: Command = {
  summary: '检查企业微信的全部设置，--skip 打卡,微信客服 跳过不用的',
  run: async (desk, args) => {
    const { config, verdict } = readSettings(desk)
    const say = (name: string, one: Verdict) => desk.say(lineOf(name, one, desk.isColoured))
    say('配置', verdict)
    if (!config) return 1
    const examination = examine(config, desk.now, desk.elapsedMs)
    const skipped = skippedIn(args)
    let wrongs = 0
    for (const { name, run } of checks) {
      if (skipped.includes(name)) continue
      const found = await run(examination)
      if (found.state === 'wrong') wrongs += 1
      say(name, found)
    }
    desk.say(wrongs === 0 ? '设置没有问题' : `有 ${wrongs} 处需要处理`)
    return wrongs === 0 ? 0 : 1
  },
}

import type { ServerConfig } from '../../../config/server'
import { type WecomCalls, wecomCalls } from '../../wecom/calls/client'
import { inProcessTokens } from '../../wecom/tokens/client'
import { adviceOn } from '../advice/rules'
import type { Desk } from './command'

const TIMEOUT_MS = 8000
const REAL_HOST = 'qyapi.weixin.qq.com'

/** A demo has no corp of its own, unless it was pointed at another platform. */
export const hasNobodyToAsk = ({ mode, wecom }: ServerConfig): boolean =>
  mode === 'demo' && new URL(wecom.apiBase).hostname === REAL_HOST

export const nobodyToAsk = '现在是演示模式，还没有企业微信的设置：请按 README 设置 WECOM_*、APP_SECRET 和 PUBLIC_URL'

/** Runs a step; what the platform refuses is said with what to do, and ends in 1. */
export const orAdvice = async (say: Desk['say'], step: () => Promise<number>): Promise<number> => {
  try {
    return await step()
  } catch (error) {
    const advice = adviceOn(error)
    if (advice === null) throw error
    say(`✗ ${advice}`)
    return 1
  }
}

type Reach = { config: ServerConfig; calls: WecomCalls }

/** Calls for one run of a command. Its token is not kept: asking for it again gives the same one. */
export const withCalls = async (
  { readConfig, now, say }: Desk,
  step: (reach: Reach) => Promise<number>,
): Promise<number> => {
  const config = readConfig()
  if (hasNobodyToAsk(config)) {
    say(`✗ ${nobodyToAsk}`)
    return 1
  }
  const { corpId, agentId, secret, apiBase: baseUrl } = config.wecom
  const tokens = inProcessTokens(() => now().getTime())
  const calls = wecomCalls({ baseUrl, corpId, agentId, secret, tokens, timeoutMs: TIMEOUT_MS })
  return orAdvice(say, () => step({ config, calls }))
}

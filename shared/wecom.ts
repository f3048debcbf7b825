import * as z from 'zod/mini'
import { command } from './kernel/endpoint'
import { staffRoles } from './kernel/roles'

const stamp = z.object({ timestamp: z.int(), nonceStr: z.string(), signature: z.string() })

export const wecomApi = {
  signature: command('wecom.signature', {
    summary: 'JS-SDK 签名：企业身份和应用身份（关于客户的功能要后者）',
    allow: [...staffRoles, 'provider'],
    input: z.object({ url: z.url() }),
    output: z.object({ corpId: z.string(), agentId: z.int(), config: stamp, agentConfig: stamp }),
  }),
}

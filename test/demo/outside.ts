import axios from 'axios'
import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { type TemplateCard, type WecomClient, wecomClient } from '../../server/wecom/client'
import { inProcessTokens } from '../../server/wecom/tokens/client'

export const app = { corpId: 'wwCORP', agentId: 1000002, secret: 'app-secret' }
export const keys = { token: 'token', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

let clock = 0
let current: { platform: Platform; wecom: WecomClient } | null = null

export const now = (): number => clock
export const pass = (ms: number): void => {
  clock += ms
}

const opened = () => {
  if (!current) throw new Error('the platform starts before each test')
  return current
}
export const platform = (): Platform => opened().platform
/** The product's own client, as the test's app. */
export const wecom = (): WecomClient => opened().wecom

type Settings = Partial<typeof app & { timeoutMs: number }>
const clientAt = (baseUrl: string, settings: Settings) =>
  wecomClient({ ...app, baseUrl, tokens: inProcessTokens(now), timeoutMs: 2000, ...settings })
export const clientOf = (settings: Settings): WecomClient => clientAt(platform().baseUrl, settings)

/** A fake outside world of its own for every test of the file, with two members. */
export const eachOnPlatform = (): void => {
  beforeEach(async () => {
    clock = Date.UTC(2026, 10, 22, 4)
    const platform = await startPlatform({
      ...app,
      now,
      callback: { url: 'http://127.0.0.1:9/wecom/callback', ...keys },
      wechat: { appId: 'wxAPP', secret: 'wx-secret' },
      asr: { secretId: 'id', secretKey: 'key' },
      retryDelaysMs: [1, 1],
      members: [
        { userId: 'ZhangSan', name: '张三', departmentIds: [1] },
        { userId: 'lisi', name: '李四', departmentIds: [2] },
      ],
    })
    current = { platform, wecom: clientAt(platform.baseUrl, {}) }
  })
  afterEach(() => platform().stop())
}

export const accessToken = async (): Promise<string> => {
  const params = { corpid: app.corpId, corpsecret: app.secret }
  return (await axios.get(`${platform().baseUrl}/cgi-bin/gettoken`, { params })).data.access_token
}
/** A call that the product's own client does not make. */
export const call = async (path: string, body?: object | FormData) => {
  const url = `${platform().baseUrl}/cgi-bin/${path}`
  const config = { params: { access_token: await accessToken() } }
  return (await (body ? axios.post(url, body, config) : axios.get(url, config))).data
}

export const textTo = (touser: string, content = '你好') => ({ touser, msgtype: 'text' as const, text: { content } })
export const buttons = [
  { text: '接单', style: 1, key: 'ticket.accept' },
  { text: '退回', style: 2, key: 'ticket.return' },
]
export const dispatchCard = (taskId: string): TemplateCard => ({
  card_type: 'button_interaction',
  main_title: { title: '新工单 T20261122-0007', desc: '三号楼空调漏水' },
  task_id: taskId,
  button_list: buttons,
})
/** Any card, also one that our own types would not let through: the platform must refuse it by itself. */
export const cardTo = (touser: string, template_card: object) => ({
  touser,
  msgtype: 'template_card' as const,
  template_card: template_card as TemplateCard,
})
export const outcomes = () => platform().outbox.map(({ outcome }) => outcome)

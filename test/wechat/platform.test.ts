import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { type WechatClient, wechatClient } from '../../server/wechat/client'
import { inProcessTokens } from '../../server/wecom/tokens/client'
import { DAY, MINUTE } from '../../shared/kernel/time'

const app = { corpId: 'wwCORP', agentId: 1000002, secret: 'app-secret' }
const TEMPLATE = 'template-1'
const page = { path: 'pages/track/index', query: 't=k3', version: 'formal' } as const
const good = { character_string1: 'T1', phrase2: '已到场', thing3: '空调漏水', time4: '2026年11月22日 15:10' }

let clock = 0
let platform: Platform
let wechat: WechatClient

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 23, 1)
  const now = () => clock
  platform = await startPlatform({ ...app, now, wechat: { appId: 'wxAPP', secret: 'wx-secret' } })
  const settings = { baseUrl: platform.baseUrl, appId: 'wxAPP', secret: 'wx-secret', timeoutMs: 2000 }
  wechat = wechatClient({ ...settings, tokens: inProcessTokens(now) })
  platform.wechat.addTemplate(TEMPLATE, [...Object.keys(good), 'enum5:普通|加急'])
  platform.wechat.customerAccepts('oX', TEMPLATE, 10)
})
afterEach(() => platform.stop())

const send = (data: object = {}, more: object = {}) =>
  wechat.sendSubscribeMessage({
    openId: 'oX',
    templateId: TEMPLATE,
    page,
    data: { ...good, enum5: '普通', ...data },
    ...more,
  })

describe('the fake WeChat takes subscribe messages as the real one does', () => {
  test('one for each acceptance, until the customer refuses', async () => {
    expect(await send()).toEqual({ state: 'sent' })
    expect(platform.wechat.notices[0]).toMatchObject({ openId: 'oX', page: 'pages/track/index?t=k3' })
    platform.wechat.customerRefuses('oX', TEMPLATE)
    expect(await send()).toMatchObject({ state: 'refused', errcode: 43101 })
  })

  test.each([
    ['character_string1', '工单1'],
    ['character_string1', '1'.repeat(33)],
    ['phrase2', '已经到达现场'],
    ['phrase2', 'done'],
    ['thing3', '一'.repeat(21)],
    ['thing3', '空调\n漏水'],
    ['thing3', ''],
    ['time4', '马上'],
    ['enum5', '特急'],
  ])('and names the key of a wrong value: %s %j', async (key, value) => {
    const outcome = await send({ [key]: value })
    expect(outcome).toMatchObject({ errcode: 47003, errmsg: expect.stringContaining(`data.${key}.value`) })
    expect(platform.wechat.notices).toEqual([])
  })

  test.each([
    ['somebody it does not know', { openId: 'oNobody' }, 40003],
    ['a template it does not know', { templateId: 'no-such' }, 40037],
    ['a page with a leading slash', { page: { ...page, path: '/pages/track/index' } }, 41030],
  ])('but not to %s', async (_, more, errcode) => {
    expect(await send({}, more)).toMatchObject({ state: 'refused', errcode })
  })

  test('one at a time to one person', async () => {
    const answers = await Promise.allSettled([send(), send()])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { errcode: 43108 } })
  })

  test('with a token that is alive; one that died early is renewed once', async () => {
    await send()
    platform.wechat.expireWechatToken()
    clock += MINUTE
    expect(await send()).toEqual({ state: 'sent' })
    expect(platform.calls('/cgi-bin/stable_token')).toBe(2)
  })
})

describe('the fake WeChat makes codes and links as the real one does', () => {
  const code = (scene: string, path: string = page.path) => wechat.unlimitedCode({ scene, path, version: 'formal' })

  test('a picture, or JSON in its place', async () => {
    const { bytes, contentType } = await code('abc-_~!')
    expect([bytes.subarray(1, 4).toString(), contentType]).toEqual(['PNG', 'image/png'])
    expect(platform.wechat.openCode(bytes)).toEqual({ page: page.path, query: 'scene=abc-_~!' })
  })

  test.each(['', 'a'.repeat(33), 'a b', '单号', 'a%20'])('not for the scene %j', async scene => {
    await expect(code(scene)).rejects.toMatchObject({ name: 'WechatError', errcode: 40169 })
  })

  test('only for pages that are published', async () => {
    platform.wechat.publishPages(['pages/track/index'])
    await code('ok')
    for (const path of ['pages/other', '/pages/track/index', 'pages/track/index?t=1']) {
      await expect(code('ok', path)).rejects.toMatchObject({ errcode: 41030 })
    }
  })

  test('links for thirty days at most', async () => {
    const url = await wechat.urlLink(page, 30)
    await expect(wechat.urlLink(page, 31)).rejects.toMatchObject({ name: 'WechatError' })
    expect(platform.wechat.openLink(url)).toEqual({ page: page.path, query: page.query })
    clock += 30 * DAY
    expect(platform.wechat.openLink(url)).toBeNull()
  })
})

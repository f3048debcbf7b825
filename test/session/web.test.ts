import { createHash } from 'node:crypto'
import { authorisationUrl, isOurs } from '../../server/session/login/rules'
import { sdkSignature } from '../../server/wecom/sdk/rules'
import { sessionApi } from '../../shared/session'
import { wecomApi } from '../../shared/wecom'
import { everyDatabase } from '../support/world'

describe('the way to WeCom’s own page and back', () => {
  test('names the corp, the app and where to return, and asks for nothing more than the member', () => {
    const url = authorisationUrl(
      { corpId: 'ww1', agentId: 1000002 },
      { returnTo: 'https://paidan.example.com/console/', state: 's1' },
    )
    expect(url).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww1&redirect_uri=https%3A%2F%2Fpaidan.example.com%2Fconsole%2F&response_type=code&scope=snsapi_base&agentid=1000002&state=s1#wechat_redirect',
    )
  })

  test.each([
    ['https://paidan.example.com/console/', true],
    ['https://paidan.example.com.evil.example/', false],
    ['http://paidan.example.com/', false],
    ['https://evil.example/?https://paidan.example.com', false],
  ])('leads back to %s: %s', (returnTo, isAllowed) => {
    expect(isOurs(returnTo, 'https://paidan.example.com')).toBe(isAllowed)
  })
})

test('an address is signed as the platform’s own example is (protocol section 16, C)', () => {
  const signature = sdkSignature({
    ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
    nonceStr: 'Wm3WZYTPz0wzccnW',
    timestamp: 1414587457,
    url: 'http://mp.weixin.qq.com?params=value#what-follows-does-not-count',
  })
  expect(signature).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
})

everyDatabase('a member in a browser inside WeCom', world => {
  test('logs in with the code of the authorisation page, once', async () => {
    const code = world().platform.loginCode('zhangsan')
    const { person } = await world().anyone.call(sessionApi.web, { code })
    expect(person.id).toBe('sales1')
    expect(await world().anyone.refused(sessionApi.web, { code })).toMatchObject({ code: 'session.code_invalid' })
  })

  test('gets both identities signed for the page they are on', async () => {
    const url = 'https://paidan.example.com/?entry=chat#/customers/toolbar'
    const signed = await (await world().as('sales1')).call(wecomApi.signature, { url })
    const { wecom } = world().context.outside
    const expected = (ticket: string, { nonceStr, timestamp }: { nonceStr: string; timestamp: number }) =>
      createHash('sha1')
        .update(
          `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=https://paidan.example.com/?entry=chat`,
        )
        .digest('hex')
    expect(signed.config.signature).toBe(expected(await wecom.jsapiTicket(), signed.config))
    expect(signed.agentConfig.signature).toBe(expected(await wecom.agentTicket(), signed.agentConfig))
    expect(signed.config.nonceStr).not.toBe(signed.agentConfig.nonceStr)
  })

  test('is not sent away in the demo', async () => {
    const input = { returnTo: 'https://paidan.example.com/', state: 's' }
    expect((await world().anyone.refused(sessionApi.webAddress, input)).status).toBe(401)
  })
})

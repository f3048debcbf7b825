import { wechatClient } from '../../server/wechat/client'
import { wecomClient } from '../../server/wecom/client'
import { inProcessTokens } from '../../server/wecom/tokens/client'
import { accessToken, app, call, eachOnPlatform, MINUTE, now, pass, platform, wecom } from './outside'

eachOnPlatform()

describe('who somebody is', () => {
  test('a member by a login code that works once, for five minutes', async () => {
    const code = platform().loginCode('zhangsan')
    expect(await wecom().codeToSession(code)).toMatchObject({ userId: 'ZhangSan' })
    await expect(wecom().codeToSession(code)).rejects.toMatchObject({ errcode: 40029 })
    const late = platform().loginCode('lisi')
    pass(5 * MINUTE + 1)
    await expect(wecom().codeToSession(late)).rejects.toMatchObject({ errcode: 40029 })
  })

  test('a member of another corp is refused', async () => {
    const tokens = { get: accessToken, drop: async () => undefined }
    const stranger = wecomClient({ ...app, corpId: 'wwOTHER', baseUrl: platform().baseUrl, tokens, timeoutMs: 2000 })
    await expect(stranger.codeToSession(platform().loginCode('lisi'))).rejects.toMatchObject({ errcode: 40013 })
  })

  test('members are listed by id, and found through departments above their own', async () => {
    platform().addDepartment({ id: 1, parentId: 0, name: '总部' })
    platform().addDepartment({ id: 2, parentId: 1, name: '浦东' })
    expect(await call('user/get?userid=ZHANGSAN')).toMatchObject({ errcode: 0, userid: 'ZhangSan', name: '张三' })
    expect(await call('user/get?userid=nobody')).toMatchObject({ errcode: 60111 })
    expect(await call('user/list_id', { limit: 1 })).toMatchObject({
      dept_user: [{ userid: 'ZhangSan' }],
      next_cursor: '1',
    })
    expect(await call('user/list_id', { cursor: '1', limit: 1 })).toMatchObject({
      dept_user: [{ userid: 'lisi' }],
      next_cursor: '',
    })
    expect(await call('department/simplelist?id=2')).toMatchObject({ department_id: [{ id: 2, parentid: 1 }] })
    const message = { agentid: app.agentId, msgtype: 'text', text: { content: 'a' } }
    expect(await call('message/send', { ...message, toparty: '1|9' })).toMatchObject({ errcode: 0, invalidparty: '9' })
    expect(platform().outbox.map(({ userId }) => userId)).toEqual(['ZhangSan', 'lisi'])
  })

  test('a customer in WeChat by a code of WeChat', async () => {
    const tokens = inProcessTokens(now)
    const wechat = wechatClient({
      baseUrl: platform().baseUrl,
      appId: 'wxAPP',
      secret: 'wx-secret',
      tokens,
      timeoutMs: 2000,
    })
    const code = platform().wechatLoginCode('oOPENID', 'uUNION')
    expect(await wechat.codeToSession(code)).toEqual({ openId: 'oOPENID', unionId: 'uUNION' })
    await expect(wechat.codeToSession(code)).rejects.toMatchObject({ name: 'WechatError', errcode: 40029 })
    expect(await wechat.codeToSession(platform().wechatLoginCode('oOTHER'))).toEqual({
      openId: 'oOTHER',
      unionId: null,
    })
    expect(await wechat.accessToken()).toBe(await wechat.accessToken())
    expect(platform().calls('/cgi-bin/stable_token')).toBe(1)
    platform().misbehave({ dropReply: true })
    await expect(wechat.codeToSession('x')).rejects.toMatchObject({ name: 'WechatUnreachable', reason: 'network' })
  })

  test('a customer of a member, with remarks and tags', async () => {
    const followers = [{ userId: 'lisi', remark: '示例物业', mobiles: ['13800000000'], tags: ['VIP'] }]
    platform().addCustomer({ externalUserId: 'wm1', name: '王女士', unionId: 'uUNION', followers })
    expect(await wecom().externalContact('wm1')).toEqual({
      externalUserId: 'wm1',
      name: '王女士',
      from: 'wechat',
      unionId: 'uUNION',
      corpName: null,
      followers,
    })
    const many = Array.from({ length: 501 }, (_, n) => ({ userId: `member${n}` }))
    platform().addCustomer({ externalUserId: 'wm3', name: '示例物业', corpName: '示例集团', followers: many })
    expect((await wecom().externalContact('wm3')).followers).toHaveLength(501)
    await expect(wecom().externalContact('wm2')).rejects.toMatchObject({ errcode: 40096 })
  })

  test('the tickets for pages are kept like the token', async () => {
    const [corp, again, agent] = [await wecom().jsapiTicket(), await wecom().jsapiTicket(), await wecom().agentTicket()]
    expect(again).toBe(corp)
    expect(agent).not.toBe(corp)
    expect(platform().calls('/cgi-bin/get_jsapi_ticket')).toBe(1)
  })
})

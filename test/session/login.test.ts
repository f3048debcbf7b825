import { customersApi } from '../../shared/customers'
import { MINUTE } from '../../shared/kernel/time'
import { sessionApi } from '../../shared/session'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import { clientOf } from '../support/client'
import { everyDatabase } from '../support/world'

everyDatabase('a member', world => {
  const wecomCode = (userId: string) => {
    world().platform.addMember({ userId, name: userId, departmentIds: [1] })
    return world().platform.loginCode(userId)
  }

  test('logs in with the code of WeCom, whatever the case of the id', async () => {
    for (const userId of ['zhangsan', 'ZhangSan']) {
      const session = await world().anyone.call(sessionApi.wecom, { code: wecomCode(userId) })
      expect(session.person).toEqual({
        id: 'sales1',
        kind: 'member',
        name: '张珊',
        roles: ['sales'],
        teamName: '城西班组',
      })
      expect(await clientOf(world().url, session.token).call(sessionApi.me, {})).toEqual(session.person)
    }
  })

  test('is refused with a code that was used, is too old or was made up', async () => {
    const used = wecomCode('zhangsan')
    await world().anyone.call(sessionApi.wecom, { code: used })
    const old = wecomCode('zhangsan')
    await world().pass(6 * MINUTE)
    for (const code of [used, old, 'made-up']) {
      const refused = await world().anyone.refused(sessionApi.wecom, { code })
      expect(refused).toMatchObject({ status: 401, code: 'session.code_invalid' })
    }
  })

  test('must be on the list of members, even if WeCom knows them', async () => {
    const refused = await world().anyone.refused(sessionApi.wecom, { code: wecomCode('stranger') })
    expect(refused).toMatchObject({ status: 403, code: 'session.not_a_member' })
  })

  test('is told when WeCom does not answer, and can log in again afterwards', async () => {
    world().platform.misbehave({ dropReply: true, only: '/cgi-bin/miniprogram/jscode2session' })
    const refused = await world().anyone.refused(sessionApi.wecom, { code: wecomCode('zhangsan') })
    expect(refused).toMatchObject({ status: 502, code: 'session.platform_unreachable' })
    world().platform.misbehave({})
    await world().anyone.call(sessionApi.wecom, { code: wecomCode('zhangsan') })
  })
})

everyDatabase('a customer', world => {
  const enter = (openId: string, trackToken?: string) =>
    world().anyone.call(sessionApi.wechat, { code: world().platform.wechatLoginCode(openId), trackToken })
  const refusedAs = (openId: string, trackToken?: string) =>
    world().anyone.refused(sessionApi.wechat, { code: world().platform.wechatLoginCode(openId), trackToken })

  const trackTokenOf = async (customerId: string): Promise<string> => {
    const sales = await world().as('sales1')
    const { items } = await sales.call(templatesApi.list, {})
    const templateId = items.find(({ code }) => code === 'aircon-repair')?.id ?? ''
    const { trackToken } = await sales.call(ticketsApi.create, { templateId, customerId })
    return trackToken ?? ''
  }

  test('logs in with the WeChat account we know', async () => {
    const session = await enter('openid-customer01')
    expect(session.person).toEqual({
      id: 'customer01',
      kind: 'customer',
      name: '陈雅琴',
      roles: ['customer'],
      teamName: null,
    })
    const mine = await clientOf(world().url, session.token).call(customersApi.mine, {})
    expect(mine.customer.id).toBe('customer01')
  })

  test.each([
    [40163, 401, 'session.code_invalid'],
    [45011, 429, 'request.too_many'],
    [40013, 502, 'session.platform_unreachable'],
  ])('is told what to do when WeChat answers %i', async (errcodeOnce, status, code) => {
    world().platform.misbehave({ errcodeOnce, only: '/sns/jscode2session' })
    expect(await refusedAs('openid-customer01')).toMatchObject({ status, code })
  })

  test('is bound by the tracking link of their ticket, once and for good', async () => {
    expect((await refusedAs('openid-new')).code).toBe('session.not_a_customer')
    expect((await enter('openid-new', await trackTokenOf('customer20'))).person.id).toBe('customer20')
    expect((await enter('openid-new')).person.id).toBe('customer20')
    expect((await enter('openid-new', await trackTokenOf('customer21'))).person.id).toBe('customer20')
  })

  test('is not taken over by another account that has the link', async () => {
    const token = await trackTokenOf('customer22')
    await enter('openid-first', token)
    expect(await refusedAs('openid-second', token)).toMatchObject({ status: 403, code: 'session.not_a_customer' })
    expect((await refusedAs('openid-third', 'no-such-link')).code).toBe('session.not_a_customer')
  })

  test('is one customer when two accounts open the link at once', async () => {
    const token = await trackTokenOf('customer23')
    const answers = await Promise.allSettled([enter('openid-left', token), enter('openid-right', token)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

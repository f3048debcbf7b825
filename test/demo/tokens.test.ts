import axios from 'axios'
import { reactionTo, WecomError } from '../../server/wecom/errors/rules'
import { inProcessTokens } from '../../server/wecom/tokens/client'
import { app, clientOf, eachOnPlatform, HOUR, MINUTE, now, outcomes, pass, platform, textTo, wecom } from './outside'

eachOnPlatform()

describe('the access token', () => {
  test('is fetched once for many calls at once, and kept until shortly before its end', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => wecom().sendMessage(textTo('lisi', `${n}`))))
    pass(2 * HOUR - 6 * MINUTE)
    await wecom().sendMessage(textTo('lisi'))
    expect(platform().calls('/cgi-bin/gettoken')).toBe(1)
    pass(7 * MINUTE)
    await wecom().sendMessage(textTo('lisi'))
    expect(platform().calls('/cgi-bin/gettoken')).toBe(2)
  })

  test('is asked for sparingly near its end, when the platform still hands out the old one', async () => {
    await wecom().jsapiTicket()
    pass(2 * HOUR - 4 * MINUTE)
    for (let n = 0; n < 5; n++) await wecom().sendMessage(textTo('lisi', `${n}`))
    expect(platform().calls('/cgi-bin/gettoken')).toBe(2)
  })

  test.each([40014, 42001] as const)('that dies early (%i) is refreshed once for all who notice', async errcode => {
    await wecom().sendMessage(textTo('lisi'))
    platform().expireTokens(errcode)
    await Promise.all(Array.from({ length: 20 }, (_, n) => wecom().sendMessage(textTo('lisi', `${n}`))))
    expect(platform().calls('/cgi-bin/gettoken')).toBe(2)
    expect(outcomes().filter(outcome => outcome === 'delivered')).toHaveLength(21)
  })

  test('that keeps dying is not refreshed in a loop', async () => {
    await wecom().sendMessage(textTo('lisi'))
    for (let n = 0; n < 5; n++) {
      platform().expireTokens()
      await wecom()
        .sendMessage(textTo('lisi', `${n}`))
        .catch(() => undefined)
    }
    expect(platform().calls('/cgi-bin/gettoken')).toBe(2)
    pass(11_000)
    await wecom().sendMessage(textTo('lisi'))
    expect(platform().calls('/cgi-bin/gettoken')).toBe(3)
  })

  test('that is new stays when somebody still complains about the old one', async () => {
    const tokens = inProcessTokens(now)
    let fetched = 0
    const held = () => tokens.get('key', async () => ({ value: `token ${++fetched}`, expiresInSeconds: 7200 }))
    const old = await held()
    await tokens.drop('key', old)
    expect(await held()).toBe('token 2')
    pass(MINUTE)
    await tokens.drop('key', old)
    expect(await held()).toBe('token 2')
  })

  test('survives a platform that gives no new one while it still lives', async () => {
    await wecom().sendMessage(textTo('lisi'))
    pass(2 * HOUR - 2 * MINUTE)
    platform().misbehave({ errcodeOnce: -1, only: '/cgi-bin/gettoken' })
    await wecom().sendMessage(textTo('lisi'))
    expect(outcomes()).toEqual(['delivered', 'delivered'])
  })

  test('is not given for a wrong secret or corp', async () => {
    await expect(clientOf({ secret: 'x' }).jsapiTicket()).rejects.toMatchObject({ errcode: 40001 })
    await expect(clientOf({ corpId: 'x' }).jsapiTicket()).rejects.toMatchObject({ errcode: 40013 })
    const { data } = await axios.post(`${platform().baseUrl}/cgi-bin/message/send`, {})
    expect(data.errcode).toBe(41001)
  })
})

describe('what goes wrong outside', () => {
  test('never shows the secret or the token in the error', async () => {
    platform().misbehave({ dropReply: true })
    const error: unknown = await wecom()
      .sendMessage(textTo('lisi'))
      .catch(caught => caught)
    expect(error).toMatchObject({ name: 'WecomUnreachable', reason: 'network' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(app.secret)
    expect(reactionTo(error)).toBe('retry')
  })

  test('is a timeout when the answer takes too long', async () => {
    platform().misbehave({ slowMs: 5000 })
    await expect(clientOf({ timeoutMs: 50 }).jsapiTicket()).rejects.toMatchObject({ reason: 'timeout' })
  })

  test('is judged by its errcode', async () => {
    await wecom().sendMessage(textTo('lisi'))
    platform().misbehave({ errcodeOnce: 45009, only: '/cgi-bin/message/send' })
    const error: unknown = await wecom()
      .sendMessage(textTo('lisi'))
      .catch(caught => caught)
    expect(error).toBeInstanceOf(WecomError)
    expect(reactionTo(error)).toBe('retry')
    expect([60020, 60111, 40007, 99999].map(code => reactionTo(new WecomError(code, '')))).toEqual([
      'alarm',
      'memberGone',
      'giveUp',
      'giveUp',
    ])
    expect(reactionTo(new Error('ours'))).toBe('giveUp')
  })

  test('leaves a message sent once when the answer is lost and the repeat asks for the duplicate check', async () => {
    const message = {
      ...textTo('lisi', '升级：T7 第 2 级'),
      enable_duplicate_check: 1 as const,
      duplicate_check_interval: 600,
    }
    platform().misbehave({ dropReply: true, only: '/cgi-bin/message/send' })
    await expect(wecom().sendMessage(message)).rejects.toMatchObject({ reason: 'network' })
    platform().misbehave({})
    await wecom().sendMessage(message)
    expect(outcomes()).toEqual(['delivered', 'duplicate'])
    pass(11 * MINUTE)
    await wecom().sendMessage(message)
    expect(outcomes()).toEqual(['delivered', 'duplicate', 'delivered'])
  })
})

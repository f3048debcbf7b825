import { raiseAlarm } from '../../server/alarms/actions'
import { callAs } from '../../server/call'
import {
  alarmOf,
  meanings,
  type Reaction,
  reactionTo,
  WecomError,
  WecomUnreachable,
} from '../../server/wecom/errors/rules'
import { alarmsApi } from '../../shared/alarms'
import { systemActor } from '../../shared/kernel/roles'
import { DAY, HOUR } from '../../shared/kernel/time'
import { everyDatabase } from '../support/world'
import { chatOf, introduced, wordsOf } from './inbox'

const refused = (errcode: number, errmsg = 'no') => new WecomError(errcode, errmsg)

describe('what a refusal of WeCom asks of us', () => {
  const table: [number, Reaction, RegExp | null][] = [
    [-1, 'retry', null],
    [40001, 'alarm', /Secret.*WECOM_SECRET/],
    [40003, 'memberGone', null],
    [40007, 'giveUp', null],
    [40013, 'alarm', /WECOM_CORP_ID/],
    [40014, 'refresh', null],
    [40029, 'giveUp', null],
    [40056, 'alarm', /WECOM_AGENT_ID/],
    [40058, 'giveUp', null],
    [40096, 'giveUp', null],
    [41001, 'alarm', /access_token/],
    [41051, 'giveUp', null],
    [42001, 'refresh', null],
    [42009, 'alarm', /同一个自建应用/],
    [45009, 'retry', null],
    [45033, 'retry', null],
    [48002, 'alarm', /可调用接口的应用/],
    [60011, 'alarm', /可见范围/],
    [60020, 'alarm', /企业可信IP/],
    [60111, 'memberGone', null],
    [81013, 'giveUp', null],
    [84061, 'giveUp', null],
    [95014, 'alarm', /微信客服/],
    [301002, 'alarm', /可见范围/],
    [830002, 'giveUp', null],
  ]
  test.each(table)('%i: %s', (errcode, reaction, says) => {
    expect(reactionTo(refused(errcode))).toBe(reaction)
    const alarm = alarmOf(refused(errcode))
    if (says) expect(alarm).toMatchObject({ key: `wecom.${errcode}`, says: expect.stringMatching(says) })
    else expect(alarm).toBeNull()
  })

  test('is written down for every code that is worth one', () => {
    expect(Object.keys(meanings).map(Number).sort()).toEqual(table.map(([errcode]) => errcode).sort())
  })

  test('is nothing when the code is strange, and another try when no answer came', () => {
    expect(reactionTo(refused(99999))).toBe('giveUp')
    expect(reactionTo(new WecomUnreachable('timeout'))).toBe('retry')
    expect(reactionTo(new Error('ours'))).toBe('giveUp')
  })

  test.each([
    ['not allow to access from your ip, hint: [17], from ip: 203.0.113.9, more info at https://x', '203.0.113.9'],
    ['not allow to access from your ip, from ip: 2001:db8::17, more info', '2001:db8::17'],
    ['not allow to access from your ip. from ip: 203.0.113.9.', '203.0.113.9'],
  ])('names the address that is not trusted: %s', (errmsg, address) => {
    expect(alarmOf(refused(60020, errmsg))).toMatchObject({
      key: `wecom.60020:${address}`,
      says: expect.stringContaining(` ${address}：`),
      details: { address },
    })
  })
})

everyDatabase('an alarm', world => {
  beforeAll(() => void introduced(world()))
  const raise = (key: string, says = '请处理') =>
    callAs(world().context, systemActor('test'), call => raiseAlarm(call, { key, kind: 'test', says, details: {} }))
  const listed = async (key: string, withCleared = false) => {
    const { items } = await (await world().as('admin1')).call(alarmsApi.list, { withCleared })
    return items.filter(({ says }) => says.startsWith(key))
  }
  const heard = (from: number, key: string) =>
    chatOf(world(), 'zhuchen', from).filter(line => wordsOf(line).includes(key))

  test('reaches the administrators once a day and is counted meanwhile', async () => {
    const from = world().platform.outbox.length
    for (let hour = 0; hour < 24; hour++) {
      await raise('trouble', `trouble ${hour}`)
      await world().pass(HOUR)
    }
    expect(heard(from, 'trouble')).toHaveLength(1)
    expect(await listed('trouble')).toEqual([
      expect.objectContaining({ count: 24, says: 'trouble 23', clearedAt: null }),
    ])
    await raise('trouble', 'trouble again')
    await world().drain()
    expect(heard(from, 'trouble')).toHaveLength(2)
  })

  test('is counted once for each of many at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, () => raise('storm', 'storm')))
    const from = world().platform.outbox.length
    await world().drain()
    expect(await listed('storm')).toEqual([expect.objectContaining({ count: 20 })])
    expect(heard(from, 'storm')).toHaveLength(1)
  })

  test('goes off the list when it is cleared, and is news when it comes back', async () => {
    await raise('leak', 'leak')
    await world().drain()
    const admin = await world().as('admin1')
    const [alarm] = await listed('leak')
    const cleared = await admin.call(alarmsApi.clear, { id: alarm?.id ?? '' })
    expect(cleared.clearedAt).not.toBeNull()
    expect(await admin.call(alarmsApi.clear, { id: alarm?.id ?? '' })).toMatchObject({ clearedAt: cleared.clearedAt })
    expect(await listed('leak')).toEqual([])
    expect(await listed('leak', true)).toHaveLength(1)
    const from = world().platform.outbox.length
    await raise('leak', 'leak')
    await world().drain()
    expect(heard(from, 'leak')).toHaveLength(1)
    expect(await listed('leak')).toEqual([expect.objectContaining({ count: 2 })])
  })

  test('is for administrators alone', async () => {
    const dispatcher = await world().as('dispatcher1')
    expect((await dispatcher.refused(alarmsApi.list, {})).code).toBe('role.not_allowed')
    expect((await dispatcher.refused(alarmsApi.clear, { id: 'x' })).code).toBe('role.not_allowed')
    const admin = await world().as('admin1')
    expect((await admin.refused(alarmsApi.clear, { id: 'x' })).code).toBe('alarm.not_found')
  })

  test('follows from a call that WeCom refuses, whoever made it', async () => {
    world().platform.misbehave({ errcodeOnce: 48002, only: '/cgi-bin/externalcontact/get' })
    await expect(world().context.outside.wecom.externalContact('wm1')).rejects.toThrow('48002')
    const { items } = await (await world().as('admin1')).call(alarmsApi.list, {})
    expect(items.find(({ kind }) => kind === 'wecom.48002')?.says).toContain('可调用接口的应用')
    await world().pass(DAY)
  })
})

import { callAs } from '../../server/call'
import { selectRow } from '../../server/db/rows'
import type { phoneNetwork } from '../../server/demo/platform/phones'
import { type AttemptRow, lineAbove, type Reach, reachPerson } from '../../server/reach/actions'
import { attempts } from '../../server/reach/store'
import { alarmsApi } from '../../shared/alarms'
import type { DomainEvent } from '../../shared/events'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE, SECOND } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { reachApi } from '../../shared/reach'
import { openTicket } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { chatOf, wordsOf } from '../wecom/inbox'

const robot = systemActor('test')
const lisi = '13800000101'

let number = 0

everyDatabase('reaching somebody', world => {
  let ticketId = ''
  beforeAll(async () => {
    ticketId = (await openTicket(world())).id
    await world().drain()
  })
  afterEach(() => world().platform.phones.behave(lisi, 'reachable'))

  /** The key of a new attempt, under way. */
  const reach = async (more: Partial<Reach> = {}): Promise<string> => {
    const key = more.key ?? `test|${++number}`
    const says = `第 ${number} 次，请处理`
    await callAs(world().context, robot, call =>
      reachPerson(call, { personId: 'engineer1', channel: 'sms', ticketId, says, ...more, key }),
    )
    await world().drain()
    return key
  }
  const attempt = async (key: string): Promise<AttemptRow> => {
    const row = await selectRow(world().context.db.reader, attempts, 'WHERE t.`key` = ?', [key])
    if (!row) throw new Error(`no attempt ${key}`)
    return row
  }
  const told = (key: string) => eventsOf(world(), 'reach.ended', key)
  const settle = async () => {
    await world().platform.phones.settle()
    await world().drain()
  }

  describe('by text message', () => {
    test('is sent at once, delivered by the report, and told once', async () => {
      const key = await reach()
      expect(await attempt(key)).toMatchObject({ state: 'sent', tries: 1 })
      expect(world().platform.phones.of(lisi).at(-1)).toMatchObject({ kind: 'sms', words: `第 ${number} 次，请处理` })
      expect(await told(key)).toEqual([])
      await settle()
      expect(await attempt(key)).toMatchObject({ state: 'delivered', code: 'DELIVRD', result: '用户短信送达成功' })
      await world().pass(10 * MINUTE)
      expect(await told(key)).toMatchObject([{ personId: 'engineer1', channel: 'sms', isDelivered: true }])
    })

    test('is one attempt for one key, whoever asks again', async () => {
      const before = world().platform.phones.lines.length
      const key = await reach()
      await reach({ key })
      expect(world().platform.phones.lines).toHaveLength(before + 1)
      await settle()
    })

    test('fails by the platform’s answer, and by its report', async () => {
      world().platform.phones.behave(lisi, 'blocked')
      const refused = await reach()
      expect(await attempt(refused)).toMatchObject({
        state: 'failed',
        code: 'FailedOperation.PhoneNumberInBlacklist',
        result: '号码退订或在黑名单里',
      })
      world().platform.phones.behave(lisi, 'off')
      const lost = await reach()
      await settle()
      expect(await attempt(lost)).toMatchObject({ state: 'failed', result: '用户关机或停机' })
      expect(await told(lost)).toMatchObject([{ isDelivered: false, reason: 'MK:0001' }])
    })

    test('tries again what passes by itself, three times in all', async () => {
      const passing = ['InternalError.Timeout', 'RequestLimitExceeded']
      world().platform.phones.refuseNext(...passing)
      const key = await reach()
      expect(await attempt(key)).toMatchObject({ state: 'waiting', tries: 1 })
      await world().pass(5 * SECOND)
      await world().pass(25 * SECOND)
      expect(await attempt(key)).toMatchObject({ state: 'sent', tries: 3 })
      world().platform.phones.refuseNext(...passing, 'InternalError.Timeout')
      const lost = await reach()
      await world().pass(5 * SECOND)
      await world().pass(25 * SECOND)
      expect(await attempt(lost)).toMatchObject({ state: 'failed', tries: 3 })
      await settle()
    })

    test('does not send again what may have gone out', async () => {
      const before = world().platform.phones.of(lisi).length
      world().platform.misbehave({ dropReply: true, only: '/' })
      const key = await reach()
      world().platform.misbehave({})
      await world().pass(MINUTE)
      expect(world().platform.phones.of(lisi)).toHaveLength(before + 1)
      expect(await attempt(key)).toMatchObject({ state: 'failed', code: 'uncertain', tries: 1 })
      await settle()
    })

    test('tells the administrators what only they can put right', async () => {
      world().platform.phones.refuseNext('FailedOperation.InsufficientBalanceInSmsPackage')
      await reach()
      const { items } = await (await world().as('admin1')).call(alarmsApi.list, { withCleared: false })
      expect(items[0]).toMatchObject({ kind: 'reach.refused', says: expect.stringContaining('套餐包余量不足') })
    })

    test('without any report is told as such, and a late report is only kept', async () => {
      const key = await reach()
      await world().pass(5 * MINUTE)
      expect(await told(key)).toMatchObject([{ isDelivered: false, reason: 'unreported' }])
      expect(await attempt(key)).toMatchObject({ state: 'sent', result: '已发出，没有回执' })
      await settle()
      expect(await attempt(key)).toMatchObject({ state: 'delivered' })
      expect(await told(key)).toHaveLength(1)
    })

    test('carries no phone number of anybody', async () => {
      const key = await reach({ says: '请回电客户 13900000101' })
      expect(await attempt(key)).toMatchObject({ says: '请回电客户 139****0101' })
      expect(world().platform.phones.of(lisi).at(-1)?.words).toBe('请回电客户 139****0101')
      await settle()
    })
  })

  describe('by phone', () => {
    const call = async (mood: Parameters<ReturnType<typeof phoneNetwork>['drivers']['behave']>[1]) => {
      world().platform.phones.behave(lisi, mood)
      const key = await reach({ channel: 'phone' })
      await settle()
      return attempt(key)
    }

    test('is answered, or not, or busy, or dead', async () => {
      expect(await call('reachable')).toMatchObject({ state: 'delivered', result: '已接听' })
      expect(await call('unanswered')).toMatchObject({ state: 'failed', code: '1', result: '无人接听' })
      expect(await call('busy')).toMatchObject({ state: 'failed', result: '用户正忙' })
      expect(await call('off')).toMatchObject({ state: 'failed', code: '8', result: '空号或关机' })
      expect(await call('blocked')).toMatchObject({ state: 'failed', code: 'LimitExceeded.DeliveryFrequencyLimit' })
    })

    test('is taken on by pressing 1', async () => {
      const key = await reach({ channel: 'phone' })
      await world().platform.phones.answer((await attempt(key)).serial ?? '', '1')
      await world().drain()
      expect(await attempt(key)).toMatchObject({ state: 'acknowledged' })
      expect(await eventsOf(world(), 'reach.acknowledged', key)).toMatchObject([{ personId: 'engineer1' }])
    })
  })

  describe('by WeCom', () => {
    test('is words with a link, delivered when WeCom has taken them', async () => {
      const key = await reach({ channel: 'wecom' })
      await world().pass(5 * SECOND)
      const [message] = chatOf(world(), 'lisi').slice(-1)
      expect(message && wordsOf(message)).toContain(`第 ${number} 次，请处理`)
      expect(await attempt(key)).toMatchObject({ state: 'delivered' })
      expect(await told(key)).toMatchObject([{ channel: 'wecom', isDelivered: true }])
    })

    test('is a card with one button when an answer is wanted, and the button says who took it', async () => {
      const key = await reach({ channel: 'wecom', isAnswerable: true })
      const card = () => chatOf(world(), 'lisi').findLast(one => one.card?.taskId?.startsWith('reach-'))
      await world().platform.memberClicksCard('lisi', card()?.card?.taskId ?? '', 'reach.acknowledge')
      await world().drain()
      expect(card()?.card?.replacedButton).toBe('已由您处理')
      expect(await attempt(key)).toMatchObject({ state: 'acknowledged' })
    })

    test('fails for a member whom WeCom does not know', async () => {
      await world().context.db.source.query("UPDATE people SET wecom_user_id = 'nobody' WHERE id = 'engineer2'")
      const key = await reach({ channel: 'wecom', personId: 'engineer2' })
      await world().pass(5 * SECOND)
      expect(await attempt(key)).toMatchObject({ state: 'failed', result: '企业微信没有接受' })
    })

    test('that is out of reach for two minutes makes way for another channel', async () => {
      world().platform.misbehave({ dropReply: true, only: '/cgi-bin/message/send' })
      const key = await reach({ channel: 'wecom', personId: 'engineer3' })
      await world().pass(5 * SECOND)
      expect(await attempt(key)).toMatchObject({ state: 'waiting' })
      for (let look = 0; look < 4; look++) await world().pass(MINUTE)
      world().platform.misbehave({})
      expect(await attempt(key)).toMatchObject({ state: 'failed', code: 'late' })
    })
  })

  describe('is over at once', () => {
    test('for somebody without a number, and for somebody who has left', async () => {
      await (await world().as('engineer6')).call(peopleApi.setPhone, { phone: null })
      expect(await attempt(await reach({ personId: 'engineer6' }))).toMatchObject({ state: 'failed', code: 'no_phone' })
      const admin = await world().as('admin1')
      const person = (await admin.call(peopleApi.list, { role: 'engineer' })).items.find(({ id }) => id === 'engineer7')
      await admin.call(peopleApi.markLeft, { id: 'engineer7', version: person?.version ?? 0 })
      for (const channel of ['wecom', 'sms', 'phone'] as const) {
        const key = await reach({ personId: 'engineer7', channel })
        expect(await attempt(key)).toMatchObject({ state: 'failed', code: 'left', result: '已离职' })
        expect(await told(key)).toMatchObject([{ isDelivered: false, reason: 'left' }])
      }
    })

    test('by a channel that is not set up', async () => {
      const context = { ...world().context, config: { ...world().context.config, sms: null } }
      await callAs(context, robot, call =>
        reachPerson(call, { key: 'test|unset', personId: 'engineer1', channel: 'sms', ticketId, says: '请处理' }),
      )
      expect(await attempt('test|unset')).toMatchObject({
        state: 'failed',
        code: 'unavailable',
        result: '没有开通短信',
      })
    })
  })

  describe('a report', () => {
    test('is heard only at the secret address, which administrators are shown', async () => {
      const stranger = await world().anyone.fetch('/reach/reports?key=guess', { method: 'POST', body: '[]' })
      expect(stranger.status).toBe(403)
      const { items, reportUrl } = await (await world().as('admin1')).call(reachApi.channels, {})
      expect(items.every(({ isAvailable }) => isAvailable)).toBe(true)
      const { pathname, search } = new URL(reportUrl)
      const answer = await world().anyone.fetch(`${pathname}${search}`, { method: 'POST', body: '[]' })
      expect(await answer.json()).toEqual({ result: 0, errmsg: 'OK' })
    })

    test('that comes before the answer it is about waits for it', async () => {
      const { context } = world()
      const report = { serial: 'early:1', isDelivered: true, code: 'DELIVRD', result: '送达' }
      await callAs(context, robot, async call =>
        call.emit({ type: 'reach.reported', report, at: call.now.toISOString() }),
      )
      await world().drain()
      const key = await reach()
      await context.db.source.query("UPDATE reach_attempts SET serial = 'early:1' WHERE `key` = ?", [key])
      await world().pass(10 * SECOND)
      expect(await attempt(key)).toMatchObject({ state: 'delivered' })
    })
  })

  test('the line above: team lead, then whoever is in charge of the region, each once, nobody who left', async () => {
    const above = (below: Parameters<typeof lineAbove>[1]) =>
      callAs(world().context, robot, async call => (await lineAbove(call, below)).map(({ id }) => id))
    expect(await above({ personId: 'engineer1' })).toEqual(['manager1', 'manager2'])
    expect(await above({ personId: 'engineer6' })).toEqual(['manager2', 'manager1'])
    expect(await above({ personId: 'manager1' })).not.toContain('manager1')
    expect(await above({ ticketId })).toEqual(['manager1'])
  })
})

const eventsOf = async (world: World, type: DomainEvent['type'], key: string): Promise<DomainEvent[]> => {
  const rows: { payload: string }[] = await world.context.db.reader.query('SELECT payload FROM events WHERE type = ?', [
    type,
  ])
  return rows.map(({ payload }) => JSON.parse(payload)).filter(event => event.key === key)
}

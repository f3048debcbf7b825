import { alarmsApi } from '../../shared/alarms'
import { automationApi } from '../../shared/automation'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { nudgesApi } from '../../shared/nudges'
import { redAlertsApi } from '../../shared/redAlerts'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, sent } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { chatOf, introduced, wordsOf } from '../wecom/inbox'
import {
  cancelled,
  consultationWith,
  edited,
  followUpsOf,
  opened,
  outcomes,
  runsOf,
  saveRule,
  seen,
  switchOff,
  tag,
  written,
} from './desk'

const rated = async (world: World, rating: number) => {
  const under = await sent(world, 'engineer1', await opened(world))
  const done = await finished(world, 'engineer1', await arrived(world, 'engineer1', under))
  await (await world.as('sales1')).call(ticketsApi.confirm, { id: done.id, version: done.version, rating })
  await world.drain()
  return seen(world, done.id)
}

everyDatabase('what the demo company does by itself', world => {
  test('tags a bad rating and tells the regional manager, with the reason in the log', async () => {
    introduced(world())
    const ticket = await rated(world(), 2)
    expect(ticket.tags).toContain('差评')
    const [run] = await runsOf(world(), ticket.id)
    expect(run).toMatchObject({
      outcome: 'done',
      ruleCode: 'bad-rating',
      trigger: '客户评 2 分，不高于 2 分',
      says: '条件成立',
    })
    expect(run?.effects.map(({ isDone }) => isDone)).toEqual([true, true])
    const told = world().platform.outbox.filter(line => wordsOf(line).includes('客户给了差评'))
    expect(told).toHaveLength(1)
    const { items } = await (await world().as('admin1')).call(automationApi.rules, {})
    expect(items.find(({ code }) => code === 'bad-rating')).toMatchObject({ recentRuns: 1, isOn: true })
  })

  test('leaves a good rating alone', async () => {
    const ticket = await rated(world(), 3)
    expect(await runsOf(world(), ticket.id)).toEqual([])
  })
})

everyDatabase('rules of automation', world => {
  beforeEach(() => switchOff(world()))

  test('act when a ticket is submitted, once, if the condition holds', async () => {
    await saveRule(world(), {
      trigger: { on: 'created' },
      templateCodes: ['aircon-repair'],
      when: { '==': [{ var: 'ticket.priority' }, 'high'] },
      does: [tag('加急'), { action: 'assignTeam', teamId: 'team-west' }],
    })
    const high = await opened(world(), { priority: 'high' })
    expect(high.tags).toEqual(['加急'])
    expect(await runsOf(world(), high.id)).toMatchObject([{ outcome: 'done', says: '条件成立，优先级：高' }])
    const normal = await opened(world(), { priority: 'normal' })
    expect(await runsOf(world(), normal.id)).toEqual([])
    const other = await opened(world(), { priority: 'high', templateId: 'consultation' })
    expect(await runsOf(world(), other.id)).toEqual([])
    const draft = await opened(world(), { priority: 'high', isDraft: true })
    expect(await runsOf(world(), draft.id)).toEqual([])
  })

  test('act on moves, closed stages, nudges, red alerts and late clocks', async () => {
    const triggers = [
      { on: 'moved' as const, moves: ['accept' as const] },
      { on: 'stageClosed' as const, stage: 'handle' as const },
      { on: 'nudged' as const, atLeast: 2 },
      { on: 'reddened' as const },
      { on: 'late' as const, clock: 'response' as const, percent: 100 },
    ]
    for (const trigger of triggers) {
      await saveRule(world(), { trigger, does: [tag(`自动${trigger.on}`)] })
    }
    const waiting = await opened(world())
    const desk = await world().as('dispatcher1')
    await desk.call(nudgesApi.nudge, { ticketId: waiting.id })
    await world().drain()
    expect((await seen(world(), waiting.id)).tags).toEqual([])
    await world().pass(31 * MINUTE)
    await desk.call(nudgesApi.nudge, { ticketId: waiting.id })
    await world().drain()
    expect((await seen(world(), waiting.id)).tags).toContain('自动nudged')
    await world().pass(DAY)
    expect((await seen(world(), waiting.id)).tags).toContain('自动late')
    const done = await rated(world(), 5)
    expect(done.tags).toEqual(['自动moved', '自动stageClosed'])
    const red = await opened(world())
    await (await world().as('sales1')).call(redAlertsApi.raise, { ticketId: red.id, reason: '机房进水' })
    await world().drain()
    expect((await seen(world(), red.id)).tags).toContain('自动reddened')
  })

  test('wait for days, look again then, and say why they did not act', async () => {
    const rule = { trigger: { on: 'created' as const }, when: { '==': [{ var: 'ticket.priority' }, 'normal'] } }
    await saveRule(world(), { ...rule, wait: { days: 3 } })
    const stays = await opened(world(), { priority: 'normal' })
    const changes = await opened(world(), { priority: 'normal' })
    const ends = await opened(world(), { priority: 'normal' })
    const { id, version } = changes
    await (await world().as('dispatcher1')).call(ticketsApi.edit, { id, version, priority: 'high' })
    await cancelled(world(), ends.id)
    await world().pass(3 * DAY - MINUTE)
    expect(await runsOf(world(), stays.id)).toEqual([])
    await world().pass(MINUTE)
    expect(await runsOf(world(), stays.id)).toMatchObject([{ outcome: 'done' }])
    expect(await runsOf(world(), id)).toMatchObject([{ outcome: 'dropped', says: '到执行时条件不成立，优先级：高' }])
    expect(await runsOf(world(), ends.id)).toMatchObject([{ outcome: 'dropped', says: '等待期间工单已取消' }])
  })

  test('wait for the first day of the next season', async () => {
    const { code, version } = await saveRule(world(), { trigger: { on: 'created' }, wait: { nextSeason: true } })
    const ticket = await opened(world())
    const toSeason = new Date('2026-12-01T09:00:00+08:00').getTime() - world().now().getTime()
    await world().pass(toSeason - MINUTE)
    expect(await runsOf(world(), ticket.id)).toEqual([])
    await world().pass(MINUTE)
    expect(await runsOf(world(), ticket.id)).toMatchObject([{ outcome: 'done', at: '2026-12-01T09:00:00+08:00' }])
    const later = await opened(world())
    await (await world().as('admin1')).call(automationApi.removeRule, { code, version })
    await world().pass(91 * DAY)
    expect(await runsOf(world(), later.id)).toMatchObject([{ outcome: 'dropped', says: '规则已删除或停用' }])
  })

  test('that set each other off are stopped, and the administrators are told', async () => {
    const flip = (from: string, to: 'high' | 'normal') =>
      saveRule(world(), {
        name: `改为${to}`,
        trigger: { on: 'edited' },
        when: { '==': [{ var: 'ticket.priority' }, from] },
        does: [{ action: 'setPriority', priority: to }],
      })
    await flip('normal', 'high')
    await flip('high', 'normal')
    const ticket = await opened(world(), { priority: 'normal' })
    await edited(world(), ticket, '第一次')
    const runs = await runsOf(world(), ticket.id)
    expect(outcomes(runs)).toEqual([...Array(10).fill('done'), 'bounded'])
    expect(runs.at(-1)?.says).toContain('今天已在这张工单上执行 5 次')
    await edited(world(), await seen(world(), ticket.id), '第二次')
    expect(await runsOf(world(), ticket.id)).toHaveLength(11)
    const { items } = await (await world().as('admin1')).call(alarmsApi.list, {})
    expect(
      items.filter(({ kind, details }) => kind === 'automation.loop' && details.ticketId === ticket.id),
    ).toHaveLength(1)
    await world().pass(DAY)
    await edited(world(), await seen(world(), ticket.id), '第二天')
    expect((await runsOf(world(), ticket.id)).length).toBeGreaterThan(11)
  })

  test('log what could not be done and do the rest', async () => {
    const admin = await world().as('admin1')
    const rule = { name: '坏规则', version: 0, trigger: { on: 'created' as const } }
    const team = written({ ...rule, does: [{ action: 'assignTeam', teamId: 'nobody' }] })
    expect(await admin.refused(automationApi.saveRule, team)).toMatchObject({
      code: 'automation.rule_invalid',
      status: 422,
    })
    const bad = written({ ...rule, when: { nonsense: [] }, does: [tag('x')] })
    expect(await admin.refused(automationApi.saveRule, bad)).toMatchObject({ code: 'automation.rule_invalid' })
    const form = written({ ...rule, does: [{ action: 'hide', targets: ['symptom'] }] })
    expect(await admin.refused(automationApi.saveRule, form)).toMatchObject({ code: 'request.invalid' })
    await saveRule(world(), {
      trigger: { on: 'created' },
      does: [{ action: 'notify', to: 'nobody-here', says: '看一下' }, tag('照样加上')],
    })
    const ticket = await opened(world())
    expect(ticket.tags).toEqual(['照样加上'])
    const [run] = await runsOf(world(), ticket.id)
    expect(run).toMatchObject({ outcome: 'refused', effects: [{ isDone: false }, { isDone: true }] })
    expect(run?.says).toContain('没有通知到人')
  })

  test('speak to the customer on their page, and note parts and skills for whoever assigns', async () => {
    await saveRule(world(), {
      trigger: { on: 'created' },
      does: [
        { action: 'notify', to: 'customer', says: '师傅会提前一小时联系您' },
        { action: 'coupon', code: 'SORRY20', says: '给您添麻烦了' },
        { action: 'requirePart', partId: 'FAN-01', quantity: 2 },
        { action: 'requireSkill', skill: '高空作业' },
      ],
    })
    const ticket = await opened(world())
    const read = await world().anyone.call(ticketsApi.track, { token: ticket.trackToken ?? '' })
    const words = read.timeline.map(({ says }) => says).join('\n')
    expect(words).toContain('师傅会提前一小时联系您')
    expect(words).toContain('SORRY20')
    expect(words).not.toContain('FAN-01')
    expect(ticket.tags).toEqual(['需配件', '需技能:高空作业'])
    expect(ticket.timeline.map(({ says }) => says).join('\n')).toContain('需要配件 FAN-01，2 个')
  })

  test('are guarded by their version, tried without a trace, and closed to others', async () => {
    const admin = await world().as('admin1')
    const rule = await saveRule(world(), { trigger: { on: 'edited' } })
    const { code, version, triggerSays, recentRuns, lastRunAt, ...body } = rule
    const next = await admin.call(automationApi.saveRule, { ...body, code, version, isOn: false })
    expect(next).toMatchObject({ version: 2, isOn: false })
    expect(await admin.refused(automationApi.saveRule, { ...body, code, version })).toMatchObject({
      code: 'automation.changed_meanwhile',
    })
    const ticket = await opened(world())
    const tried = await admin.call(automationApi.try, { rule: body, ticketId: ticket.id })
    expect(tried).toEqual({ matches: true, says: '条件成立', effects: [{ says: '加标签「已处理」', isDone: true }] })
    expect((await seen(world(), ticket.id)).tags).toEqual([])
    expect(await runsOf(world(), ticket.id)).toEqual([])
    for (const who of ['sales1', 'engineer1', 'finance1']) {
      const other = await world().as(who)
      expect(await other.refused(automationApi.rules, {})).toMatchObject({ code: 'role.not_allowed' })
      expect(await other.refused(automationApi.saveRule, { ...body, version: 0 })).toMatchObject({
        code: 'role.not_allowed',
      })
    }
    const manager = await world().as('manager1')
    expect(await manager.refused(automationApi.saveRule, { ...body, version: 0 })).toMatchObject({
      code: 'role.not_allowed',
    })
    expect(await manager.refused(automationApi.webhookSecret, {})).toMatchObject({ code: 'role.not_allowed' })
    expect(await world().anyone.refused(automationApi.runs, {})).toMatchObject({ code: 'session.required' })
  })
})

everyDatabase('follow-up tickets', world => {
  beforeEach(() => switchOff(world()))
  const followUp = (templateId: string, afterDays: number) => ({
    action: 'followUp' as const,
    templateId,
    afterDays,
    says: '回访使用情况',
  })

  test('are made when due, once, for the same customer, and the salesperson is told', async () => {
    introduced(world())
    await saveRule(world(), {
      trigger: { on: 'created' },
      templateCodes: ['aircon-repair'],
      does: [followUp('consultation', 3)],
    })
    const ticket = await opened(world())
    expect(await followUpsOf(world(), ticket.id)).toMatchObject([
      { state: 'waiting', templateName: '咨询', dueAt: '2026-11-26T09:00:00+08:00' },
    ])
    await world().pass(3 * DAY)
    const [made] = await followUpsOf(world(), ticket.id)
    expect(made).toMatchObject({ state: 'made' })
    const next = await seen(world(), made?.madeTicketId ?? '')
    expect(next).toMatchObject({ status: 'open', followsId: ticket.id, customer: { id: 'customer01' } })
    expect(next.description).toContain('回访使用情况')
    const told = chatOf(world(), 'zhangsan').filter(line => wordsOf(line).includes('后续工单已建好'))
    expect(told).toHaveLength(1)
    expect(wordsOf(told[0] as (typeof told)[number])).toContain(next.number)
    // The same delivery handed over again, twice at once.
    const again = world().context.subscribersByName.get('automation.makeFollowUp')
    const due = { type: 'automation.followUpDue' as const, followUpId: made?.id ?? '' }
    if (again && 'reach' in again) await Promise.all([1, 2].map(n => again.reach(world().context, due, `again${n}`)))
    const { items } = await (await world().as('admin1')).call(ticketsApi.list, { filter: { customerId: 'customer01' } })
    expect(items.filter(({ title }) => title.includes('咨询'))).toHaveLength(1)
  })

  test('are drafts while something must still be filled in, and nothing after a cancellation', async () => {
    const field = { key: 'filter', label: '滤网型号', kind: 'text', required: true }
    const { code } = await consultationWith(world(), { fields: [field] })
    await saveRule(world(), {
      trigger: { on: 'created' },
      templateCodes: ['consultation'],
      does: [followUp(code, 1)],
    })
    const [kept, gone] = [
      await opened(world(), { templateId: 'consultation' }),
      await opened(world(), { templateId: 'consultation' }),
    ]
    await cancelled(world(), gone.id)
    await world().pass(DAY)
    const [made] = await followUpsOf(world(), kept.id)
    const next = await seen(world(), made?.madeTicketId ?? '')
    expect([next.status, made?.result]).toEqual(['draft', expect.stringContaining('待补充：请填写「滤网型号」')])
    expect(await followUpsOf(world(), gone.id)).toMatchObject([{ state: 'dropped', result: '原工单已取消' }])
  })

  test('can be taken back until they are made', async () => {
    await saveRule(world(), {
      trigger: { on: 'created' },
      templateCodes: ['aircon-repair'],
      does: [followUp('consultation', 1)],
    })
    const ticket = await opened(world())
    const [waiting] = await followUpsOf(world(), ticket.id)
    const desk = await world().as('dispatcher1')
    const dropped = await desk.call(automationApi.dropFollowUp, { id: waiting?.id ?? '', reason: '客户说不用' })
    expect(dropped).toMatchObject({ state: 'dropped', result: '赵柳取消：客户说不用' })
    expect(await desk.refused(automationApi.dropFollowUp, { id: waiting?.id })).toMatchObject({
      code: 'automation.follow_up_over',
    })
    const sales = await world().as('sales1')
    expect(await sales.refused(automationApi.dropFollowUp, { id: waiting?.id })).toMatchObject({
      code: 'role.not_allowed',
    })
    await world().pass(DAY + HOUR)
    expect(await followUpsOf(world(), ticket.id)).toMatchObject([{ state: 'dropped', madeTicketId: null }])
  })

  test('follow one another every three days, five in a chain at most', async () => {
    await saveRule(world(), {
      trigger: { on: 'created' },
      templateCodes: ['consultation'],
      does: [followUp('consultation', 3)],
    })
    let ticket = await opened(world(), { templateId: 'consultation' })
    const chain = [ticket.id]
    for (;;) {
      await world().pass(3 * DAY)
      const [made] = await followUpsOf(world(), ticket.id)
      if (!made?.madeTicketId) break
      ticket = await seen(world(), made.madeTicketId)
      expect(ticket.followsId).toBe(chain.at(-1))
      chain.push(ticket.id)
    }
    expect(chain).toHaveLength(6)
    expect(await runsOf(world(), ticket.id)).toMatchObject([
      { outcome: 'bounded', says: expect.stringContaining('最多 5 张') },
    ])
  })
})

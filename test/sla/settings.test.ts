import { alarmsApi } from '../../shared/alarms'
import type { InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { DAY, HOUR } from '../../shared/kernel/time'
import { slaApi } from '../../shared/sla/api'
import { openTicket } from '../checkins/onSite'
import { everyDatabase, openWorld, type World } from '../support/world'
import cases from './cases/sla-clock.json'
import { begun, seen, timersOf } from './told'

type Policies = OutputOf<typeof slaApi.policies>['items']

const standardOf = (items: Policies) => {
  const standard = items.find(({ code }) => code === 'standard')
  if (!standard) throw new Error('there is always a standard policy')
  return standard
}

/** The standard policy as a draft, with other words. */
const draftOf = async (
  world: World,
  more: Partial<InputOf<typeof slaApi.savePolicy>>,
): Promise<InputOf<typeof slaApi.savePolicy>> => {
  const { items } = await (await world.as('admin1')).call(slaApi.policies, {})
  const { calendarName: _, isBuiltIn: __, coversSays: ___, ...standard } = standardOf(items)
  return { ...standard, ...more }
}

const week = (opens: string, closes: string) => {
  const day: [string, string][] = [[opens, closes]]
  return { mon: day, tue: day, wed: day, thu: day, fri: day }
}

everyDatabase('the policy tester', world => {
  test.each(cases)('is exact through the door: $id', async ({ id: _, expect: expected, note: __, ...input }) => {
    const admin = await world().as('admin1')
    expect(await admin.call(slaApi.try, input as InputOf<typeof slaApi.try>)).toMatchObject(expected)
  })

  test('is for administrators, and refuses what is no calendar', async () => {
    const input = cases[0] as unknown as InputOf<typeof slaApi.try>
    for (const who of ['dispatcher1', 'engineer1', 'manager1', 'customer01']) {
      expect((await (await world().as(who)).refused(slaApi.try, input)).status).toBe(403)
    }
    expect((await world().anyone.refused(slaApi.try, input)).status).toBe(401)
    const admin = await world().as('admin1')
    const calendar = { timeZone: 'Asia/Shanghai', weekly: { mon: [['09:00', '25:00']] } }
    expect(await admin.refused(slaApi.try, { ...input, calendar })).toMatchObject({
      status: 400,
      code: 'request.invalid',
    })
    const pauses = [{ from: '2026-11-23T10:00:00+08:00', to: '2026-11-23T09:00:00+08:00' }]
    expect(await admin.refused(slaApi.try, { ...input, pauses })).toMatchObject({ status: 400 })
  })
})

everyDatabase('policies', world => {
  test('come with a standard one that covers what no other does', async () => {
    const dispatcher = await world().as('dispatcher1')
    const { items, precedence } = await dispatcher.call(slaApi.policies, {})
    expect(items.map(({ code, coversSays, isBuiltIn }) => [code, coversSays, isBuiltIn])).toEqual([
      ['standard', '其余所有工单', true],
    ])
    expect(precedence).toContain('第一条符合')
    expect((await dispatcher.refused(slaApi.savePolicy, await draftOf(world(), {}))).status).toBe(403)
  })

  test('are chosen by contract, customer level, business type and region, and say why', async () => {
    const admin = await world().as('admin1')
    const none = { businessType: null, customerLevel: null, coverage: null, regionPrefix: null }
    const wanted = [
      { code: 'zhejiang', name: '浙江', covers: { ...none, regionPrefix: '33' } },
      {
        code: 'hangzhou-aircon',
        name: '杭州空调',
        covers: { ...none, businessType: 'repair.aircon', regionPrefix: '3301' },
      },
      { code: 'repairs', name: '维修', covers: { ...none, businessType: 'repair' } },
      { code: 'gold', name: '金卡', covers: { ...none, customerLevel: 'gold' as const } },
      { code: 'contract', name: '合同', covers: { ...none, coverage: 'contract' as const } },
    ]
    for (const more of wanted) await admin.call(slaApi.savePolicy, await draftOf(world(), { ...more, version: 0 }))
    const { items } = await admin.call(slaApi.policies, {})
    expect(items.map(({ code }) => code)).toEqual([
      'contract',
      'gold',
      'hangzhou-aircon',
      'repairs',
      'zhejiang',
      'standard',
    ])
    const facts = {
      businessType: 'repair.aircon',
      priority: 'high' as const,
      customerLevel: 'silver' as const,
      coverage: 'none' as const,
      regionCode: '330106',
      teamId: null,
    }
    const explained = await admin.call(slaApi.explain, { facts })
    expect(explained).toMatchObject({
      policy: { code: 'hangzhou-aircon' },
      why: '第一条符合的策略：业务：空调维修，地区：浙江省杭州市',
      calendar: { code: 'standard' },
    })
    expect(explained.considered.slice(0, 3)).toEqual([
      { code: 'contract', name: '合同', covers: false, because: '不是维保合同', isChosen: false },
      { code: 'gold', name: '金卡', covers: false, because: '不是金卡客户', isChosen: false },
      { code: 'hangzhou-aircon', name: '杭州空调', covers: true, because: '符合', isChosen: true },
    ])
    expect(explained.targets[0]).toMatchObject({ clock: 'response', says: '响应 2 小时，按标准工作时间' })
    expect(items.find(({ code }) => code === 'repairs')?.coversSays).toMatch(/^业务：.+等$/)
    const other = await admin.call(slaApi.explain, {
      facts: { ...facts, businessType: 'repairs.x', regionCode: '310115' },
    })
    expect(other.policy.code).toBe('standard')
    expect(other.considered[2]?.because).toBe('业务类型不是「空调维修」')
    const ticket = await begun(world())
    expect((await admin.call(slaApi.explain, { ticketId: ticket.id })).policy.code).not.toBe('standard')
    for (const { code } of wanted) await admin.call(slaApi.removePolicy, { code, version: 1 })
  })

  test('are refused when it would not be clear which one holds, or when somebody was faster', async () => {
    const admin = await world().as('admin1')
    const draft = await draftOf(world(), {})
    const covers = { businessType: 'repair', customerLevel: null, coverage: null, regionPrefix: null }
    const refused = async (more: object) => (await admin.refused(slaApi.savePolicy, { ...draft, ...more })).code
    expect(await refused({ covers })).toBe('sla.policy_cannot_narrow')
    expect(await refused({ code: 'second' })).toBe('sla.policy_covers_all')
    expect(await refused({ code: 'second', covers, calendarCode: 'nowhere' })).toBe('sla.calendar_not_found')
    await admin.call(slaApi.savePolicy, { ...draft, code: 'first', covers, version: 0 })
    expect(await refused({ code: 'second', covers })).toBe('sla.policy_twice')
    expect(await refused({ code: 'first', covers, version: 0 })).toBe('sla.changed_meanwhile')
    expect(await refused({ warnAt: [80, 50] })).toBe('request.invalid')
    expect((await admin.refused(slaApi.removePolicy, { code: 'first', version: 7 })).code).toBe('sla.changed_meanwhile')
    expect((await admin.refused(slaApi.removePolicy, { code: 'standard', version: 0 })).code).toBe(
      'sla.policy_not_found',
    )
    await admin.call(slaApi.removePolicy, { code: 'first', version: 1 })
  })

  test('are previewed, and once saved the due times and timers of all open tickets follow', async () => {
    const tickets = [await begun(world()), await begun(world()), await begun(world())]
    const admin = await world().as('admin1')
    const draft = await draftOf(world(), {})
    const hour = { minutes: 60, runs: 'calendar' as const }
    const stricter = { ...draft, targets: { ...draft.targets, response: { ...draft.targets.response, high: hour } } }
    await world().pass(1.5 * HOUR)
    const before = await timersOf(world(), tickets[0]?.id ?? '')
    const previewed = await admin.call(slaApi.preview, { policy: stricter })
    expect(previewed.overdueNow).toBe(0)
    expect(previewed.overdue).toBe(previewed.changed)
    expect(previewed.changed).toBeGreaterThanOrEqual(3)
    const example = previewed.examples.find(({ card }) => card.id === tickets[0]?.id)
    expect(example).toMatchObject({ oldDueAt: '2026-11-23T11:00:00+08:00', newDueAt: '2026-11-23T10:00:00+08:00' })
    expect(await seen(world(), tickets[0]?.id ?? '')).toMatchObject({ dueAt: '2026-11-23T11:00:00+08:00' })
    expect(await timersOf(world(), tickets[0]?.id ?? '')).toEqual(before)
    await admin.call(slaApi.savePolicy, stricter)
    await world().drain()
    for (const { id } of tickets) {
      expect(await seen(world(), id)).toMatchObject({ dueAt: '2026-11-23T10:00:00+08:00' })
      expect(await timersOf(world(), id)).toEqual(['arrival:50', 'resolution:50'])
    }
    const { items } = await admin.call(slaApi.removePolicy, { code: 'standard', version: 1 })
    expect(standardOf(items)).toMatchObject({ isBuiltIn: true, version: 0 })
    await world().drain()
    expect(await seen(world(), tickets[0]?.id ?? '')).toMatchObject({ dueAt: '2026-11-23T11:00:00+08:00' })
  })
})

everyDatabase('a change of policy', world => {
  test('reaches every open ticket, a batch at a time, however many there are', async () => {
    for (let count = 0; count < 110; count++) await openTicket(world())
    await world().drain()
    const draft = await draftOf(world(), {})
    const targets = { ...draft.targets, response: { ...draft.targets.response, high: null } }
    const admin = await world().as('admin1')
    expect(await admin.call(slaApi.preview, { policy: { ...draft, targets } })).toMatchObject({
      looked: 110,
      changed: 110,
    })
    await admin.call(slaApi.savePolicy, { ...draft, targets })
    await world().drain()
    const rows = (await world().context.db.reader.query(
      'SELECT due_clock AS clock, COUNT(*) AS n FROM tickets GROUP BY due_clock',
    )) as { clock: string; n: number | string }[]
    expect(rows.map(({ clock, n }) => [clock, Number(n)])).toEqual([['arrival', 110]])
  })
})

everyDatabase('calendars', world => {
  const night = { code: 'night', name: '夜班', timeZone: 'Asia/Shanghai', weekly: week('20:00', '06:00') }

  test('hold for a region or a team in place of the policy’s own, and open tickets follow', async () => {
    const ticket = await begun(world())
    const admin = await world().as('admin1')
    const draft = { ...night, regionPrefixes: ['3301'], version: 0 }
    const previewed = await admin.call(slaApi.preview, { calendar: draft })
    expect(previewed).toMatchObject({ changed: 1, overdue: 0, isWhole: true })
    const saved = await admin.call(slaApi.saveCalendar, draft)
    expect(saved).toMatchObject({ version: 1, isBuiltIn: false, hasNationalDays: true })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ dueAt: '2026-11-23T22:00:00+08:00' })
    expect(await admin.call(slaApi.explain, { ticketId: ticket.id })).toMatchObject({
      calendar: { code: 'night' },
      calendarWhy: '所在地区另有日历',
    })
    const twice = { ...night, code: 'other', regionPrefixes: ['3301'], version: 0 }
    expect(await admin.refused(slaApi.saveCalendar, twice)).toMatchObject({
      code: 'sla.calendar_twice',
      message: expect.stringContaining('已用于「浙江省杭州市」'),
      details: { claim: '3301' },
    })
    expect((await admin.refused(slaApi.saveCalendar, draft)).code).toBe('sla.changed_meanwhile')
    await admin.call(slaApi.saveCalendar, { ...draft, regionPrefixes: [], version: 1 })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ dueAt: '2026-11-23T11:00:00+08:00' })
  })

  test('show a year with its holidays, make-up days and weekends', async () => {
    const manager = await world().as('manager1')
    const { days, isKnown, workingDays } = await manager.call(slaApi.calendarYear, { code: 'standard', year: 2026 })
    const on = (day: string) => days.find(one => one.day === day)
    expect(days).toHaveLength(365)
    expect(isKnown).toBe(true)
    expect(on('2026-10-01')).toEqual({ day: '2026-10-01', kind: 'holiday', name: '国庆节', windows: [], isOwn: false })
    expect(on('2026-10-10')).toMatchObject({
      kind: 'makeup',
      windows: [
        ['09:00', '12:00'],
        ['13:30', '18:00'],
      ],
    })
    expect(on('2026-11-22')).toMatchObject({ kind: 'rest', windows: [] })
    expect(on('2026-11-23')).toMatchObject({ kind: 'work' })
    expect(workingDays).toBe(248)
    expect((await manager.refused(slaApi.calendarYear, { code: 'nowhere', year: 2026 })).code).toBe(
      'sla.calendar_not_found',
    )
  })

  test('take a day off, hours of its own and back again; due times follow', async () => {
    const ticket = await begun(world())
    const admin = await world().as('admin1')
    const day = { code: 'standard', day: '2026-11-23' }
    const off = await admin.call(slaApi.saveDay, { ...day, kind: 'holiday', name: '台风停工', version: 0 })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ dueAt: '2026-11-24T11:00:00+08:00' })
    expect(await admin.refused(slaApi.saveDay, { ...day, kind: 'windows', version: off.version })).toMatchObject({
      code: 'sla.day_without_windows',
    })
    const hours = { ...day, kind: 'windows' as const, windows: [['09:00', '10:00'] as [string, string]] }
    const short = await admin.call(slaApi.saveDay, { ...hours, version: off.version })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ dueAt: '2026-11-24T10:00:00+08:00' })
    const stale = await admin.refused(slaApi.saveDay, { ...day, kind: 'default', version: off.version })
    expect(stale.code).toBe('sla.changed_meanwhile')
    await admin.call(slaApi.saveDay, { ...day, kind: 'default', version: short.version })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ dueAt: '2026-11-23T11:00:00+08:00' })
  })
})

/** The notice of 2027 is not out: its year is not guessed. */
test('a year without its public holidays is told 60 days ahead, and leaves tickets without a due time until it is entered', async () => {
  const world = await openWorld('embedded', new Date('2026-12-31T16:30:00+08:00'))
  try {
    const ticket = await begun(world)
    expect(ticket).toMatchObject({ dueAt: null, duePausedFor: '缺 2027 年节假日安排' })
    const admin = await world.as('admin1')
    const { items: alarms } = await admin.call(alarmsApi.list, {})
    expect(alarms.map(({ kind, says }) => [kind, says.includes('2027')])).toContainEqual([
      'sla.calendar_year_missing',
      true,
    ])
    const year = { code: 'standard', year: 2027 }
    expect(await admin.call(slaApi.calendarYear, year)).toMatchObject({ isKnown: false })
    const { items } = await admin.call(slaApi.calendars, {})
    expect(items).toMatchObject([{ code: 'standard', missingYear: 2027 }])
    const days = ['2027-01-01', '2027-01-02', '2027-01-03'].map(day => ({
      day,
      kind: 'holiday' as const,
      name: '元旦',
    }))
    const stray = [{ day: '2026-12-31', kind: 'holiday' as const }]
    expect((await admin.refused(slaApi.saveYear, { ...year, days: stray, version: 0 })).code).toBe(
      'sla.day_of_other_year',
    )
    await admin.call(slaApi.saveYear, { ...year, days, version: 0 })
    await world.drain()
    // An hour and a half on New Year's Eve, then half an hour on Monday.
    expect(await seen(world, ticket.id)).toMatchObject({ dueAt: '2027-01-04T09:30:00+08:00', duePausedFor: null })
    expect(await admin.call(slaApi.calendarYear, year)).toMatchObject({ isKnown: true })
  } finally {
    await world.close()
  }
})

test('the administrators hear of a missing year in the morning, sixty days before it begins', async () => {
  const world = await openWorld('embedded', new Date('2026-11-01T09:00:00+08:00'))
  try {
    const kinds = async () => (await (await world.as('admin1')).call(alarmsApi.list, {})).items.map(({ kind }) => kind)
    await world.drain()
    expect(await kinds()).not.toContain('sla.calendar_year_missing')
    await world.pass(DAY)
    expect(await kinds()).toContain('sla.calendar_year_missing')
  } finally {
    await world.close()
  }
})

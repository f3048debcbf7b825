import { callAs } from '../../server/call'
import { publishRuleSet, saveRegionFacts, settleTicket } from '../../server/settlement/actions'
import { codeNamesFor, factsOf, prefixesOf, regionFactsFor } from '../../server/settlement/rules'
import { checkinsApi } from '../../shared/checkins'
import { deadLettersApi } from '../../shared/deadLetters'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE } from '../../shared/kernel/time'
import { settlementApi } from '../../shared/settlement/api'
import type { RuleSet } from '../../shared/settlement/ruleSet'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { arrived, finished, openTicket, sent } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { worked } from './worked'

const system = systemActor('test')
const publish = (world: World, rules: RuleSet, effectiveFrom?: Date) =>
  callAs(world.context, system, call => publishRuleSet(call, rules, effectiveFrom))

const confirm = async (world: World, ticket: TicketView) => {
  const sales = await world.as('sales1')
  await sales.call(ticketsApi.confirm, { id: ticket.id, version: ticket.version })
  await world.drain()
}

type Work = { minutes: number; parts?: { sku: string; quantity: number }[] }

/** Sends the engineer, who works that long and checks out. */
const served = async (world: World, engineerId: string, ticket: TicketView, { minutes, parts }: Work) => {
  const working = await arrived(world, engineerId, await sent(world, engineerId, ticket))
  await world.pass(minutes * MINUTE)
  return finished(world, engineerId, working, parts)
}

const linesOf = async (world: World, ticketId: string, who = 'finance1') =>
  (await world.as(who)).call(settlementApi.ofTicket, { ticketId })

const figures = async (world: World, ticketId: string) =>
  (await linesOf(world, ticketId)).items.map(({ round, code, amountFen, minutes }) => [round, code, amountFen, minutes])

const base = { code: 'base', name: '服务费', amountFen: 16_875, minutes: null }

everyDatabase('settlement', world => {
  beforeAll(async () => {
    await publish(world(), worked.ruleSet)
    await callAs(world().context, system, call =>
      saveRegionFacts(call, [{ prefix: '3301', cityTier: 2, altitudeM: 10 }]),
    )
  })

  test('follows the confirmation, line by line with the reason and the version of the rules', async () => {
    const opened = await openTicket(world())
    const done = await served(world(), 'engineer1', opened, {
      minutes: 90,
      parts: [{ sku: 'AC-CAP-35', quantity: 2 }],
    })
    expect((await linesOf(world(), done.id)).items).toEqual([])
    await confirm(world(), done)
    const { items, totalFen } = await linesOf(world(), done.id)
    expect(items).toMatchObject([
      { ...base, why: '基础费用 135.00 × 区域系数 1.25 = 168.75 元（价格表：浙江省杭州市西湖区，不限时段，空调维修）' },
      { code: 'parts', name: '配件', amountFen: 7000, minutes: null },
      { code: 'overtime.normal', amountFen: 6750, minutes: 30 },
    ])
    for (const line of items) {
      expect(line).toMatchObject({
        ticketId: done.id,
        ticketNumber: done.number,
        payeeId: 'engineer1',
        payeeName: '李思',
        round: 1,
        ruleSetVersion: items[0]?.ruleSetVersion,
      })
    }
    expect(totalFen).toBe(30_625)
  })

  test('without parts has no line for parts', async () => {
    const done = await served(world(), 'engineer1', await openTicket(world()), { minutes: 30 })
    await confirm(world(), done)
    expect(await figures(world(), done.id)).toEqual([[1, 'base', 16_875, null]])
  })

  test('happens once, however often it is asked for, also at the same moment', async () => {
    const done = await served(world(), 'engineer1', await openTicket(world()), { minutes: 30 })
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.confirm, { id: done.id, version: done.version })
    const settle = () => callAs(world().context, system, call => settleTicket(call, done.id))
    const attempts = await Promise.allSettled([settle(), settle(), world().drain()])
    expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    await world().pass(MINUTE)
    const after = await linesOf(world(), done.id)
    expect(after.items).toMatchObject([base])
    expect((await settle()).map(({ id }) => id)).toEqual(after.items.map(({ id }) => id))
    expect(await linesOf(world(), done.id)).toEqual(after)
  })

  test('of rework is a new round; what was settled stays', async () => {
    const done = await served(world(), 'engineer1', await openTicket(world()), { minutes: 30 })
    await confirm(world(), done)
    const [first] = (await linesOf(world(), done.id)).items
    const sales = await world().as('sales1')
    const { version } = await sales.call(ticketsApi.get, { id: done.id })
    const reopened = await sales.call(ticketsApi.reopen, { id: done.id, version, reason: '又不制冷了' })
    await confirm(world(), await served(world(), 'engineer2', reopened, { minutes: 70 }))
    const { items } = await linesOf(world(), done.id)
    expect(items[0]).toEqual(first)
    expect(items.slice(1)).toMatchObject([
      { round: 2, code: 'base', payeeId: 'engineer2' },
      { round: 2, code: 'overtime.normal', minutes: 10, amountFen: 2250 },
    ])
  })

  test('is not lost when the ticket is reopened before it was done', async () => {
    const done = await served(world(), 'engineer1', await openTicket(world()), { minutes: 30 })
    const sales = await world().as('sales1')
    const { id } = done
    const confirmed = await sales.call(ticketsApi.confirm, { id, version: done.version })
    await sales.call(ticketsApi.reopen, { id, version: confirmed.version, reason: '又不制冷了' })
    await world().drain()
    expect(await figures(world(), id)).toEqual([[1, 'base', 16_875, null]])
  })

  test('of work that the customer did not accept waits for the rework and counts both visits as one service', async () => {
    const done = await served(world(), 'engineer1', await openTicket(world()), { minutes: 40 })
    const sales = await world().as('sales1')
    const reopened = await sales.call(ticketsApi.reopen, { id: done.id, version: done.version, reason: '没有修好' })
    await world().pass(15 * MINUTE)
    expect((await linesOf(world(), done.id)).items).toEqual([])
    await confirm(world(), await served(world(), 'engineer1', reopened, { minutes: 30 }))
    expect(await figures(world(), done.id)).toEqual([
      [2, 'base', 16_875, null],
      [2, 'overtime.normal', 2250, 10],
    ])
  })

  test('of a ticket that was passed on counts the gap between the visits as a pause', async () => {
    const working = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', await openTicket(world())))
    await world().pass(40 * MINUTE)
    const first = await world().as('engineer1')
    const input = { ticketId: working.id, version: working.version, reason: 'customer' as const }
    const { ticket } = await first.call(checkinsApi.pause, input)
    await confirm(world(), await served(world(), 'engineer2', ticket, { minutes: 25 }))
    const { items } = await linesOf(world(), working.id)
    expect(items).toMatchObject([
      { code: 'base', payeeId: 'engineer2' },
      { code: 'overtime.normal', minutes: 5 },
    ])
  })

  test('that lacks a price fails visibly, and is made good once the price stands', async () => {
    const priced = worked.ruleSet
    const before = world().now()
    await publish(world(), { ...priced, matrix: priced.matrix.filter(({ region }) => region === '1101') })
    const done = await served(world(), 'engineer1', await openTicket(world()), { minutes: 30 })
    await confirm(world(), done)
    for (let tries = 0; tries < 8; tries++) await world().pass(3 * MINUTE)
    const admin = await world().as('admin1')
    const [letter] = (await admin.call(deadLettersApi.list, {})).items
    expect(letter).toMatchObject({
      subscriber: 'settlement.onCompleted',
      lastError: '结算规则里没有「浙江省杭州市西湖区，平时，空调维修」的价格，请财务补充后再结算',
    })
    expect((await linesOf(world(), done.id)).items).toEqual([])
    await publish(world(), priced, before)
    await admin.call(deadLettersApi.replay, { id: letter?.id ?? '' })
    await world().drain()
    expect(await figures(world(), done.id)).toEqual([[1, 'base', 16_875, null]])
    expect((await admin.call(deadLettersApi.list, {})).items).toEqual([])
  })

  test('is seen by whose money it is, and by those who answer for it', async () => {
    const theirs = await served(
      world(),
      'engineer9',
      await openTicket(world(), { customerId: 'customer01', regionCode: '330110' }),
      { minutes: 10 },
    )
    await confirm(world(), theirs)
    const seenBy = async (who: string) => (await (await world().as(who)).call(settlementApi.list, { limit: 100 })).items
    const all = await seenBy('finance1')
    expect(await seenBy('admin1')).toEqual(all)
    for (const who of ['engineer1', 'engineer2', 'engineer9']) {
      expect(await seenBy(who)).toEqual(all.filter(({ payeeId }) => payeeId === who))
    }
    expect(await seenBy('provider1')).toEqual(all.filter(({ ticketId }) => ticketId === theirs.id))
    expect(await seenBy('manager1')).toEqual(all)
    expect(await seenBy('manager2')).toEqual([])
    const outsider = await world().as('engineer3')
    expect((await outsider.refused(settlementApi.ofTicket, { ticketId: theirs.id })).status).toBe(404)
    const dispatcher = await world().as('dispatcher1')
    expect((await dispatcher.refused(settlementApi.list, {})).status).toBe(403)
  })

  test('is listed month by month and page by page, without gaps or repeats', async () => {
    const finance = await world().as('finance1')
    const all = (await finance.call(settlementApi.list, { month: '2026-11', limit: 100 })).items
    expect(all.length).toBeGreaterThan(5)
    const paged: typeof all = []
    let cursor: string | null | undefined
    do {
      const page: { items: typeof all; nextCursor: string | null } = await finance.call(settlementApi.list, {
        limit: 2,
        cursor,
      })
      paged.push(...page.items)
      cursor = page.nextCursor
    } while (cursor)
    expect(paged).toEqual(all)
    expect((await finance.call(settlementApi.list, { month: '2026-12' })).items).toEqual([])
    expect((await finance.refused(settlementApi.list, { month: '2026-13' })).status).toBe(400)
  })
})

everyDatabase('the trial of settlement', world => {
  test.each(worked.cases)(
    'gives the worked figures of $id, and stores nothing',
    async ({ facts, expect: expected }) => {
      const finance = await world().as('finance1')
      const { lines, ...rest } = await finance.call(settlementApi.try, { ruleSet: worked.ruleSet, facts })
      expect({
        ...rest,
        lines: lines.map(({ code, minutes, amountFen }) => ({
          code,
          ...(minutes === undefined ? {} : { minutes }),
          amountFen,
        })),
      }).toEqual(expected)
      expect((await finance.call(settlementApi.list, {})).items).toEqual([])
    },
  )

  test.each<[string, Partial<RuleSet>, string]>([
    [
      'two rows for the same case',
      { matrix: [...worked.ruleSet.matrix, ...worked.ruleSet.matrix] },
      'settlement.ambiguous',
    ],
    [
      'a formula with an unknown name',
      { items: [{ code: 'a', name: '甲', amount: '奖金*2' }] },
      'settlement.formula_invalid',
    ],
    [
      'a code used twice',
      {
        items: [
          { code: 'a', name: '甲', amount: '1' },
          { code: 'a', name: '乙', amount: '1' },
        ],
      },
      'settlement.rule_set_invalid',
    ],
  ])('refuses %s', async (_, change, code) => {
    const admin = await world().as('admin1')
    const input = { ruleSet: { ...worked.ruleSet, ...change }, facts: worked.cases[0]?.facts }
    expect(await admin.refused(settlementApi.try, input)).toMatchObject({ status: 422, code })
  })

  test('is for those who write the rules', async () => {
    expect((await (await world().as('engineer1')).refused(settlementApi.try, {})).status).toBe(403)
  })
})

describe('the facts of a round', () => {
  const at = (clock: string) => new Date(`2026-11-23T${clock}:00+08:00`)
  const visit = (from: string, to: string, more: object = {}) => ({
    checkedInAt: at(from),
    checkedOutAt: at(to),
    pauses: [],
    parts: [],
    ...more,
  })
  const ticket = {
    businessType: 'repair.aircon',
    priority: 'high',
    regionCode: '330106',
    lat: 30.3,
    lng: 120.1,
  } as const
  const engineer = { regionCodes: ['330108', '3302'], homeLat: 30.2, homeLng: 120.1 }
  const region = { prefix: '3301', cityTier: 2, altitudeM: 10 }
  const round = { ticket, visits: [visit('09:00', '10:00')], engineer, region, agreedMinutes: 60 }

  test('name the place, the time and the way', () => {
    expect(factsOf(round)).toEqual({
      ticket: { businessType: 'repair.aircon', priority: 'high', regionCode: '330106', cityTier: 2, altitudeM: 10 },
      service: {
        checkInAt: '2026-11-23T09:00:00+08:00',
        checkOutAt: '2026-11-23T10:00:00+08:00',
        agreedMinutes: 60,
        offsite: false,
        distanceKm: 11.1,
        pauses: [],
      },
      parts: [],
    })
  })

  test('take several visits for one service with pauses between', () => {
    const pauses = [
      { fromAt: at('09:10').getTime(), toAt: at('09:20').getTime(), reason: 'parts', note: null },
    ] as const
    const part = { sku: 'FAN', name: '风机', quantity: 1, unitPriceFen: 100 }
    const visits = [visit('14:00', '15:00', { parts: [part] }), visit('09:00', '10:00', { pauses, parts: [part] })]
    const { service, parts } = factsOf({ ...round, visits })
    expect(service).toMatchObject({
      checkInAt: '2026-11-23T09:00:00+08:00',
      checkOutAt: '2026-11-23T15:00:00+08:00',
      pauses: [
        { from: '2026-11-23T09:10:00+08:00', to: '2026-11-23T09:20:00+08:00' },
        { from: '2026-11-23T10:00:00+08:00', to: '2026-11-23T14:00:00+08:00' },
      ],
    })
    expect(parts).toEqual([
      { sku: 'FAN', quantity: 1, unitPriceFen: 100 },
      { sku: 'FAN', quantity: 1, unitPriceFen: 100 },
    ])
  })

  test('count time that two engineers share once, and no pause of one while the other works', () => {
    const waiting = {
      fromAt: at('09:30').getTime(),
      toAt: at('10:00').getTime(),
      reason: 'customer',
      note: null,
    } as const
    const visits = [visit('09:00', '10:00', { pauses: [waiting] }), visit('09:20', '09:50')]
    expect(factsOf({ ...round, visits }).service).toMatchObject({
      checkInAt: '2026-11-23T09:00:00+08:00',
      checkOutAt: '2026-11-23T10:00:00+08:00',
      pauses: [{ from: '2026-11-23T09:50:00+08:00', to: '2026-11-23T10:00:00+08:00' }],
    })
  })

  test.each([
    ['330108', false],
    ['330203', true],
    ['110105', true],
  ])('call %s off site: %s, home being the first region of the engineer', (regionCode, offsite) => {
    expect(factsOf({ ...round, ticket: { ...ticket, regionCode } }).service.offsite).toBe(offsite)
  })

  test('count no way that nobody knows', () => {
    expect(factsOf({ ...round, engineer: { ...engineer, homeLat: null } }).service.distanceKm).toBe(0)
    expect(factsOf({ ...round, ticket: { ...ticket, lat: null } }).service.distanceKm).toBe(0)
  })

  test('describe a place by the longest known prefix, and earn no premium for a place unknown', () => {
    const known = [region, { prefix: '330106', cityTier: 2, altitudeM: 30 }, { prefix: '', cityTier: 3, altitudeM: 50 }]
    expect(regionFactsFor('330106', known).altitudeM).toBe(30)
    expect(regionFactsFor('330108', known).altitudeM).toBe(10)
    expect(regionFactsFor('540102', known).altitudeM).toBe(50)
    expect(regionFactsFor('540102', [region])).toMatchObject({ cityTier: 9, altitudeM: 0 })
    expect(prefixesOf('330106')).toEqual(['330106', '3301', '33', ''])
  })

  test('call the price table’s codes by name where somebody has named them, a wider one by what is meant here', () => {
    const regions = { '330000': '浙江省', '330100': '杭州市', '330106': '西湖区' }
    const services = [{ name: '空调维修', businessType: 'repair.aircon' }]
    const codes = (regionCode: string, businessType: string) => [
      ...codeNamesFor({ regionCode, businessType }, regions, services),
    ]
    expect(codes('330106', 'repair.aircon')).toEqual([
      ['330106', '浙江省杭州市西湖区'],
      ['3301', '浙江省杭州市'],
      ['33', '浙江省'],
      ['repair', '空调维修等'],
      ['repair.aircon', '空调维修'],
    ])
    expect(codes('330199', 'repair.washer')).toEqual([
      ['3301', '浙江省杭州市'],
      ['33', '浙江省'],
    ])
  })

  test.each([
    ['a region', { ticket: { ...ticket, regionCode: null } }],
    ['a finished visit', { visits: [] }],
  ])('are refused without %s', (_, change) => {
    expect(() => factsOf({ ...round, ...change })).toThrow(
      expect.objectContaining({ code: 'settlement.facts_invalid' }),
    )
  })
})

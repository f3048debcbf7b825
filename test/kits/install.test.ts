import { kits } from '../../config/seed/kits/kits'
import { flowLibraryApi } from '../../shared/flows/library'
import { kitsApi } from '../../shared/kits'
import { redAlertsApi } from '../../shared/redAlerts'
import { slaApi } from '../../shared/sla/api'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase, type World } from '../support/world'
import { chatOf, introduced } from '../wecom/inbox'

const kitOf = async (world: World, code: string) => {
  const admin = await world.as('admin1')
  const { items } = await admin.call(kitsApi.list, {})
  return items.find(kit => kit.code === code)
}
const demoTickets = async (world: World, businessType: string) => {
  const admin = await world.as('admin1')
  const { items } = await admin.call(ticketsApi.list, { filter: { businessType }, limit: 100 })
  return items
}

everyDatabase('industry kits', world => {
  beforeAll(() => void introduced(world()))

  test('are offered to the administrator and nobody else', async () => {
    const admin = await world().as('admin1')
    const { items, isDemo } = await admin.call(kitsApi.list, {})
    expect(items.map(({ code }) => code)).toEqual(kits.map(({ code }) => code))
    expect(items.every(({ installed }) => installed === null)).toBe(true)
    expect(items.flatMap(({ parts }) => parts).every(({ state }) => state === 'absent')).toBe(true)
    expect(isDemo).toBe(true)
    for (const who of ['sales1', 'dispatcher1', 'engineer1', 'manager1', 'finance1', 'provider1', 'customer01']) {
      const client = await world().as(who)
      expect((await client.refused(kitsApi.list, {})).code).toBe('role.not_allowed')
      expect((await client.refused(kitsApi.install, { code: 'property' })).code).toBe('role.not_allowed')
    }
    expect((await world().anyone.refused(kitsApi.install, { code: 'property' })).code).toBe('session.required')
    expect((await admin.refused(kitsApi.install, { code: 'nonesuch' })).code).toBe('kit.not_found')
  })

  test.each(kits.map(({ code }) => code))('%s is installed, and again without effect', async code => {
    const admin = await world().as('admin1')
    const kit = kits.find(one => one.code === code)
    const first = await admin.call(kitsApi.install, { code, withSamples: false })
    const parts = (kit?.flows.length ?? 0) + (kit?.policies.length ?? 0) + (kit?.templates.length ?? 0) + 1
    expect(first.published).toHaveLength(parts)
    expect(first).toMatchObject({ kept: [], samplesMade: 0, kit: { installed: { byName: '朱晨' } } })
    expect(first.kit.parts.every(({ state }) => state === 'same')).toBe(true)

    const second = await admin.call(kitsApi.install, { code, withSamples: false })
    expect(second).toMatchObject({ published: [], samplesMade: 0 })
    expect(second.kept).toHaveLength(parts)
    const { items } = await admin.call(templatesApi.list, {})
    const ours = items.filter(one => kit?.templates.some(template => template.code === one.code))
    expect(ours.map(({ versionNo }) => versionNo)).toEqual(kit?.templates.map(() => 1))
    const library = await admin.call(flowLibraryApi.library, {})
    for (const flow of kit?.flows ?? [])
      expect(library.items.find(one => one.code === flow.code)).toMatchObject({
        published: { versionNo: 1 },
        draft: null,
      })
    const policies = await admin.call(slaApi.policies, {})
    expect(policies.items.map(one => one.code)).toEqual(
      expect.arrayContaining(kit?.policies.map(one => one.code) ?? []),
    )
  })

  test('keeps its prices under a code of their own, read by finance, while those in force stay', async () => {
    const finance = await world().as('finance1')
    const shown = await finance.call(kitsApi.ruleSet, { code: 'property' })
    expect(shown).toMatchObject({ code: 'property', name: '物业结算规则' })
    const rows = (await world().context.db.reader.query('SELECT COUNT(*) AS n FROM rule_sets')) as { n: number }[]
    expect(Number(rows[0]?.n)).toBe(0)
    expect((await (await world().as('engineer1')).refused(kitsApi.ruleSet, { code: 'property' })).code).toBe(
      'role.not_allowed',
    )
  })

  test('makes its sample tickets once, in the demo, and a burst pipe turns red and rings the plumber', async () => {
    await world().context.db.write(tx =>
      tx.query("UPDATE people SET skills = ? WHERE id = 'engineer4'", [JSON.stringify(['property.plumbing'])]),
    )
    const admin = await world().as('admin1')
    const made = await admin.call(kitsApi.install, { code: 'property' })
    expect(made).toMatchObject({ samplesMade: 10, published: [], kit: { samples: { made: 10 } } })
    await world().drain()
    expect((await admin.call(kitsApi.install, { code: 'property' })).samplesMade).toBe(0)
    const tickets = await demoTickets(world(), 'property.plumbing')
    expect(tickets).toHaveLength(5)
    const red = tickets.filter(({ isRed }) => isRed)
    expect(red.map(({ title }) => title).sort()).toEqual(['厨房水管爆了，水已经漫到客厅', '地下车库主管在喷水'].sort())
    for (const { id, number } of red) {
      const ticket = await admin.call(ticketsApi.get, { id })
      expect(ticket).toMatchObject({ priority: 'critical', channel: 'demo', assignee: { name: '郑海涛' } })
      const { alert } = await admin.call(redAlertsApi.get, { ticketId: id })
      expect(alert?.reason).toBe('爆管')
      const rung = chatOf(world(), 'zhenghaitao').filter(one => JSON.stringify(one.content).includes(number))
      expect(JSON.stringify(rung)).toContain(`红色预警 ${number}：爆管，请立即接单出发`)
      const told = ticket.timeline.filter(
        ({ audience, says }) => audience === 'customer' && says.includes('请先关总阀'),
      )
      expect(told).toHaveLength(1)
    }
    expect(tickets.filter(({ isRed }) => !isRed).every(({ priority }) => priority !== 'critical')).toBe(true)
  })

  test('leaves alone what the administrator has changed, and makes no samples for it', async () => {
    const admin = await world().as('admin1')
    const begun = await admin.call(templatesApi.beginDraft, { code: 'it-newcomer' })
    const saved = await admin.call(templatesApi.saveDraft, {
      code: begun.code,
      version: begun.version,
      name: '新人装机',
      isPreset: false,
      body: begun.body,
    })
    await admin.call(templatesApi.publish, { code: begun.code, version: saved.version })
    expect((await kitOf(world(), 'it'))?.parts.filter(({ state }) => state !== 'same')).toEqual([
      { kind: 'template', code: 'it-newcomer', name: '入职装机', state: 'changed' },
    ])
    const again = await admin.call(kitsApi.install, { code: 'it', withSamples: true })
    expect(again.kept).toContainEqual({ kind: 'template', code: 'it-newcomer', name: '入职装机', state: 'changed' })
    expect(again.samplesMade).toBe(7)
    const { items } = await admin.call(templatesApi.list, {})
    expect(items.find(({ code }) => code === 'it-newcomer')).toMatchObject({ name: '新人装机', versionNo: 2 })
  })

  test('makes sample tickets of every trade without a failed task', async () => {
    const admin = await world().as('admin1')
    for (const { code } of kits.filter(kit => !['property', 'it'].includes(kit.code))) {
      expect(await admin.call(kitsApi.install, { code, withSamples: true })).toMatchObject({ samplesMade: 10 })
    }
    await world().drain()
    const dead = (await world().context.db.reader.query(
      "SELECT subscriber, last_error FROM deliveries WHERE state = 'dead'",
    )) as unknown[]
    expect(dead).toEqual([])
    expect((await kitOf(world(), 'auto'))?.samples).toEqual({ offered: 10, made: 10 })
  })
})

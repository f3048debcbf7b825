import { customers } from '../../config/seed/customers'
import { devices } from '../../config/seed/devices'
import { parts } from '../../config/seed/parts'
import { people } from '../../config/seed/people'
import { districts } from '../../config/seed/regions'
import { ruleSet } from '../../config/seed/ruleSet'
import { templates } from '../../config/seed/templates'
import { introduceCompany } from '../../server/demo/company/contacts'
import { loadCompany } from '../../server/demo/company/load'
import { MINUTE } from '../../shared/kernel/time'
import { partsApi } from '../../shared/parts'
import { sessionApi } from '../../shared/session'
import { settle } from '../../shared/settlement/charges'
import { type Facts, facts } from '../../shared/settlement/facts'
import { ruleSet as ruleSetSchema } from '../../shared/settlement/ruleSet'
import { type TemplateBody, templateBody } from '../../shared/templates/api'
import { everyDatabase } from '../support/world'

const calendar = { isRestDay: (day: string) => day.endsWith('22') }
const times = ['2026-11-23T09:00:00+08:00', '2026-11-23T23:00:00+08:00', '2026-11-22T09:00:00+08:00']

/** Half an hour of work that begins at `checkInAt`. */
const factsAt = (checkInAt: string, regionCode: string, body: TemplateBody): Facts => {
  const { businessType, priority, agreedMinutes } = body
  const checkOutAt = new Date(Date.parse(checkInAt) + 30 * MINUTE).toISOString()
  return facts.parse({
    ticket: { businessType, priority, regionCode, cityTier: 2, altitudeM: 10 },
    service: { checkInAt, checkOutAt, agreedMinutes, offsite: false, distanceKm: 3, pauses: [] },
    parts: [],
  })
}

describe('the demo company', () => {
  test('has people with ids, phones and WeCom ids of their own', () => {
    for (const key of ['id', 'phone', 'wecomUserId'] as const) {
      expect(new Set(people.map(person => person[key])).size).toBe(people.length)
    }
    expect(people.every(({ wecomUserId }) => wecomUserId === wecomUserId.toLowerCase())).toBe(true)
  })

  test('serves 40 customers in districts of Hangzhou, where each of their places is', () => {
    expect(customers).toHaveLength(40)
    expect(new Set(customers.map(({ phone }) => phone)).size).toBe(40)
    for (const { regionCode, address, lat, lng } of customers) {
      expect(address).toContain(districts[regionCode])
      expect(lat).toBeGreaterThan(29.9)
      expect(lat).toBeLessThan(30.6)
      expect(lng).toBeGreaterThan(119.5)
      expect(lng).toBeLessThan(120.7)
    }
  })

  test('has a device of an existing customer behind every serial', () => {
    const ids = new Set(customers.map(({ id }) => id))
    expect(devices.filter(({ customerId }) => !ids.has(customerId))).toEqual([])
    expect(new Set(devices.map(({ serial }) => serial)).size).toBe(devices.length)
    expect(new Set(devices.map(({ customerId }) => customerId)).size).toBe(40)
  })

  test.each(templates.map(template => [template.name, template] as const))(
    'offers %s with a sound form that somebody can work on everywhere',
    (_, { body, isPreset }) => {
      expect(templateBody.parse(body)).toEqual(body)
      expect(new Set(body.fields.map(({ key }) => key)).size).toBe(body.fields.length)
      if (isPreset) expect(body.fields.filter(({ required, prefill }) => required && !prefill)).toEqual([])
      for (const district of Object.keys(districts)) {
        const able = people.filter(
          ({ engineer, regionCodes = [] }) =>
            regionCodes.some(prefix => district.startsWith(prefix)) &&
            engineer?.skills.some(skill => `${body.businessType}.`.startsWith(`${skill}.`)),
        )
        expect([district, able.length > 0]).toEqual([district, true])
      }
    },
  )

  test('has a price for everything it does, at any time and in every district', () => {
    expect(ruleSetSchema.parse(ruleSet)).toEqual(ruleSet)
    for (const { body } of templates) {
      for (const regionCode of Object.keys(districts)) {
        const totals = times.map(at => settle(ruleSet, factsAt(at, regionCode, body), calendar).totalFen)
        expect(Math.min(...totals)).toBeGreaterThan(0)
        expect(totals).toEqual(totals.toSorted((a, b) => a - b))
      }
    }
  })
})

everyDatabase('the demo company', world => {
  test('is written once, with its further steps, however often it is loaded', async () => {
    let steps = 0
    await loadCompany(world().context, [
      async () => {
        steps += 1
      },
    ])
    expect(steps).toBe(0)
    const count = async (table: string) => {
      const [row] = (await world().context.db.reader.query(`SELECT COUNT(*) AS found FROM ${table}`)) as {
        found: number | string
      }[]
      return Number(row?.found)
    }
    expect(await count('people')).toBe(people.length)
    expect(await count('customers')).toBe(40)
    expect(await count('devices')).toBe(devices.length)
  })

  test('works in the fake WeCom, where its customers are contacts', async () => {
    introduceCompany(world().platform)
    const code = world().platform.loginCode('lisi')
    expect((await world().anyone.call(sessionApi.wecom, { code })).person.id).toBe('engineer1')
    const contact = await world().context.outside.wecom.externalContact('wm-customer01')
    expect(contact).toMatchObject({ name: '陈雅琴', followers: [{ userId: 'zhangsan', mobiles: ['13900000101'] }] })
  })

  test('sells the parts of its catalogue', async () => {
    const { items } = await (await world().as('provider1')).call(partsApi.list, {})
    expect(items).toEqual(parts.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)))
  })
})

import * as z from 'zod/mini'
import { kits } from '../../config/seed/kits/kits'
import { problemsOfFlow } from '../../shared/flows/problems'
import { settle } from '../../shared/settlement/charges'
import { facts } from '../../shared/settlement/facts'
import { nationalCalendar } from '../../shared/settlement/nationalCalendar'
import { problemsOf as problemsOfRuleSet, ruleSet } from '../../shared/settlement/ruleSet'
import { coverTheSame } from '../../shared/sla/choice'
import { policyBody, code as policyCode } from '../../shared/sla/policy'
import { templateCode } from '../../shared/templates/api'
import { checkTemplate } from '../../shared/templates/checking'
import { evaluateForm } from '../../shared/templates/evaluate'
import { errorsAt } from '../../shared/templates/stages'

const context = { regionCode: '330106', at: '2026-11-23T09:00:00+08:00' }
const templates = kits.flatMap(kit => kit.templates.map(template => ({ ...template, kit })))
const isRepeated = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at)

test('there are eight trades, and nothing has the code of something else', () => {
  expect(kits.map(({ code }) => code).sort()).toEqual(
    ['appliance', 'auto', 'equipment', 'it', 'medical', 'property', 'store', 'training'].sort(),
  )
  expect(isRepeated(templates.map(({ code }) => code))).toEqual([])
  expect(isRepeated(templates.map(({ body }) => body.businessType))).toEqual([])
  expect(isRepeated(kits.flatMap(({ flows }) => flows.map(({ code }) => code)))).toEqual([])
  const policies = kits.flatMap(kit => kit.policies)
  expect(isRepeated(policies.map(({ code }) => code))).toEqual([])
  const twins = policies.filter((one, at) =>
    policies.some((other, to) => to > at && coverTheSame(one.covers, other.covers)),
  )
  expect(twins).toEqual([])
})

describe.each(kits.map(kit => [kit.name, kit] as const))('%s', (_, kit) => {
  test('has what a trade needs', () => {
    expect(kit.templates.length).toBeGreaterThanOrEqual(2)
    expect(kit.templates.length).toBeLessThanOrEqual(4)
    expect(kit.flows.length).toBeGreaterThanOrEqual(1)
    expect(kit.policies.length).toBeGreaterThanOrEqual(1)
    expect(kit.samples).toHaveLength(10)
    const types = kit.templates.map(({ body }) => body.businessType)
    expect(types.every(type => type.startsWith(`${kit.code}.`))).toBe(true)
    const sampled = new Set(kit.samples.map(({ templateCode }) => templateCode))
    expect(kit.templates.filter(({ code }) => !sampled.has(code))).toEqual([])
  })

  test.each(kit.templates.map(one => [one.name, one] as const))(
    'the template %s can be published as it is',
    (_, one) => {
      expect(z.safeParse(templateCode, one.code).success).toBe(true)
      expect(checkTemplate(one.body).problems).toEqual([])
      expect(one.body.fields.length).toBeGreaterThanOrEqual(7)
      expect(one.body.fields.length).toBeLessThanOrEqual(22)
      const { flowCode } = one.body
      expect(flowCode === undefined || kit.flows.some(({ code }) => code === flowCode)).toBe(true)
    },
  )

  test('has no template that names one published after it, or none of its own', () => {
    const early = kit.templates.flatMap(({ code, body }, at) => {
      const known = kit.templates.slice(0, at).map(before => before.code)
      const named = body.rules.flatMap(({ then }) =>
        then.flatMap(action => (action.action === 'followUp' ? [action.templateId] : [])),
      )
      return named.filter(name => !known.includes(name)).map(name => `${code} -> ${name}`)
    })
    expect(early).toEqual([])
  })

  test.each(kit.flows.map(flow => [flow.name, flow] as const))('the flow %s is sound', (_, flow) => {
    expect(problemsOfFlow(flow.body)).toEqual([])
  })

  test.each(kit.policies.map(one => [one.name, one] as const))('the policy %s can be saved', (_, { code, ...body }) => {
    expect(z.safeParse(policyCode, code).success).toBe(true)
    expect(z.safeParse(policyBody, body).error).toBeUndefined()
    expect(kit.templates.some(one => one.body.businessType.startsWith(body.covers.businessType ?? '-'))).toBe(true)
  })

  test('has prices that read one way and settle every service of the trade, day and night', () => {
    expect(z.safeParse(ruleSet, kit.ruleSet.body).error).toBeUndefined()
    expect(problemsOfRuleSet(kit.ruleSet.body)).toEqual([])
    const spans = [
      ['2026-11-23T10:00:00+08:00', '2026-11-23T15:30:00+08:00'],
      ['2026-11-22T22:30:00+08:00', '2026-11-23T01:00:00+08:00'],
    ]
    for (const { body } of kit.templates) {
      for (const regionCode of ['330106', '110105', '540102']) {
        for (const [checkInAt, checkOutAt] of spans) {
          const done = z.parse(facts, {
            ticket: { businessType: body.businessType, priority: 'critical', regionCode, cityTier: 1, altitudeM: 10 },
            service: {
              checkInAt,
              checkOutAt,
              pauses: [],
              agreedMinutes: body.agreedMinutes,
              offsite: false,
              distanceKm: 22,
            },
            parts: [],
          })
          const { lines, totalFen } = settle(kit.ruleSet.body, done, nationalCalendar)
          expect(totalFen).toBeGreaterThan(0)
          expect(lines.map(line => line.code)).toEqual(expect.arrayContaining(['base', 'urgent', 'distance']))
        }
      }
    }
  })

  test.each(kit.samples.map(one => [one.words, one] as const))('the sample「%s」fills its form', (_, one) => {
    const { body } = kit.templates.find(({ code }) => code === one.templateCode) ?? { body: null }
    expect(body).not.toBeNull()
    if (!body) return
    const form = evaluateForm(body, one.answers, { ...context, ticket: { priority: one.priority } })
    expect(errorsAt('open', body.fields, form)).toEqual([])
    expect(form.values).toMatchObject(one.answers)
  })
})

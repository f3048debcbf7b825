import * as z from 'zod/mini'
import { templates as seeds } from '../../config/seed/templates'
import { readAs } from '../../server/call'
import { soundBody } from '../../server/templates/publishing/actions'
import { Refusal } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { refusals } from '../../shared/refusals'
import { type TemplateBody, templateBody, templatesApi } from '../../shared/templates/api'
import { evaluateForm } from '../../shared/templates/evaluate'
import { ticketsApi } from '../../shared/tickets/api'
import { Refused } from '../support/client'
import * as fc from '../support/random'
import { openWorld, type World } from '../support/world'
import { anyBody, bodyOf } from './samples'

type Node = Record<string | number, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** The document with one place of it, found by turning at random, replaced or taken away. */
const broken = (document: unknown, turns: readonly number[], put: unknown): unknown => {
  const copy = structuredClone(document)
  let node: unknown = copy
  for (const [depth, turn] of turns.entries()) {
    if (!isNode(node)) break
    const keys = Object.keys(node)
    const key = keys[turn % Math.max(1, keys.length)]
    if (key === undefined) break
    const isHere = depth === turns.length - 1 || !isNode(node[key])
    if (isHere) {
      if (put === undefined) delete node[key]
      else node[key] = put
      break
    }
    node = node[key]
  }
  return copy
}

const logic = fc.letrec<{ node: unknown }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, 1, '不制冷', true, { var: 'a' }, { var: 'symptom' }, { var: '' }),
    fc
      .tuple(
        fc.constantFrom('==', 'and', 'in', '+', 'filter', 'missing', 'cat', 'nosuch', '>'),
        fc.array(tie('node'), { maxLength: 3 }),
      )
      .map(([name, args]) => ({ [name]: args })),
  ),
})).node

const targets = fc.array(fc.constantFrom('a', 'b', 'symptom', 'nothing'), { minLength: 1, maxLength: 2 })
const action = fc.oneof(
  fc.record({ action: fc.constantFrom('show', 'hide', 'require', 'optional', 'clear'), targets }),
  fc.record({ action: fc.constantFrom('set', 'compute'), target: fc.constantFrom('a', 'b', 'symptom'), value: logic }),
  fc.record({ action: fc.constant('assignTeam'), teamId: fc.constantFrom('team1', 'nobody') }),
  fc.record({
    action: fc.constant('followUp'),
    templateId: fc.constantFrom('complaint', 'nothing'),
    afterDays: fc.nat(9),
    says: fc.constant(''),
  }),
  fc.jsonValue({ maxDepth: 2 }),
)
/** Bodies whose rules have a fair chance to be sound. */
const lively = fc
  // biome-ignore lint/suspicious/noThenProperty: `then` is the word of the contract
  .array(fc.record({ when: logic, then: fc.array(action, { minLength: 1, maxLength: 3 }) }), { maxLength: 4 })
  .map(rules => ({
    ...bodyOf({
      fields: [
        { key: 'a', label: '甲', kind: 'text' },
        { key: 'b', label: '乙', kind: 'number' },
        { key: 'symptom', label: '故障现象', kind: 'choice', options: ['不制冷', '漏水'] },
      ],
    }),
    rules,
  }))

const deep = fc.nat(500).map(levels => {
  let tree: unknown[] = []
  for (let level = 0; level < levels; level++) tree = [{ label: '层', children: tree }]
  return { ...bodyOf(), fields: [{ key: 'a', label: '甲', kind: 'cascade', tree }] }
})

const put = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>('', '__proto__', 1e300, -1, '((((a+)+)+)+$', ' '),
)
const seedBody = fc.constantFrom<unknown>(...seeds.map(({ body }) => body))
const sound = fc.oneof(anyBody, lively, seedBody)

/** What a careless program, a curious person or an old version might send. */
const document: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue() },
  { weight: 3, arbitrary: sound },
  {
    weight: 8,
    arbitrary: fc
      .tuple(sound, fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), put)
      .map(parts => broken(...parts)),
  },
  { weight: 1, arbitrary: deep },
)

const given = fc.dictionary(
  fc.constantFrom('a', 'b', 'symptom', 'phone', 'stranger'),
  fc.oneof(fc.string(), fc.integer(), fc.constantFrom('不制冷', '漏水'), fc.constant(null), fc.array(fc.string())),
)

/** A template that is published is whole, is the same when it is read again, and makes a form of whatever is said. */
const isWhole = (body: TemplateBody, answers: Record<string, string | number | string[] | null>): void => {
  expect(z.parse(templateBody, JSON.parse(JSON.stringify(body)))).toEqual(JSON.parse(JSON.stringify(body)))
  const form = evaluateForm(body, answers, { regionCode: '330106', at: '2026-11-23T09:00:00+08:00' })
  const keys = body.fields.map(({ key }) => key)
  expect(form.visible.every(key => keys.includes(key))).toBe(true)
  expect(Object.keys(form.values).every(key => form.visible.includes(key))).toBe(true)
  expect(form.errors.every(({ code }) => code in refusals)).toBe(true)
}

describe('the way to a published template', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test('lets every template of the company through', async () => {
    for (const { body } of seeds) {
      await readAs(world.context, systemActor('test'), async reading => {
        expect(await soundBody(reading, body)).toEqual(body)
      })
    }
  })

  test('lets 10,000 random documents through as valid templates or refuses them by their code', async () => {
    const counts = { published: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(document, given, async (loose, answers) => {
        try {
          // As it would come over the wire: a list has no holes there.
          const sent: unknown = JSON.parse(JSON.stringify(loose) ?? 'null')
          const body = await readAs(world.context, systemActor('test'), reading => soundBody(reading, sent))
          isWhole(body, answers)
          counts.published += 1
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'template.unsound') throw error
          const problems = error.details.problems as { says: string }[]
          expect(problems.length > 0 && problems.every(({ says }) => says.length > 0)).toBe(true)
          counts.refused += 1
        }
      }),
      { numRuns: 10_000 },
    )
    expect(counts.published).toBeGreaterThan(500)
    expect(counts.refused).toBeGreaterThan(2000)
  }, 300_000)

  test('holds through the API, and tickets, lists and forms live on', async () => {
    const [admin, sales] = [await world.as('admin1'), await world.as('sales1')]
    const attempt = async <T>(act: Promise<T>): Promise<T | null> =>
      act.catch(error => {
        if (!(error instanceof Refused)) throw error
        expect([error.status < 500, error.code in refusals]).toEqual([true, true])
        return null
      })
    let published = 0
    for (const loose of fc.sample(document, 300)) {
      const draft = await admin.call(templatesApi.beginDraft, { name: '随机模板' })
      const { code } = draft
      const saved = await attempt(
        admin.call(templatesApi.saveDraft, { code, version: 1, name: '随机模板', isPreset: false, body: loose }),
      )
      if (!saved) continue
      const template = await attempt(admin.call(templatesApi.publish, { code, version: saved.version }))
      if (!template) continue
      published += 1
      expect(await admin.call(templatesApi.get, { id: template.id })).toEqual(template)
      await attempt(sales.call(ticketsApi.create, { templateId: template.id, customerId: 'customer01' }))
    }
    expect(published).toBeGreaterThan(20)
    const { items } = await sales.call(templatesApi.list, {})
    expect(items).toHaveLength(6 + published)
  }, 300_000)

  test('refuses what is nested beyond reason, whatever asks for it', async () => {
    const admin = await world.as('admin1')
    const { code } = await admin.call(templatesApi.beginDraft, { name: '深处' })
    for (const levels of [200, 5000, 100_000]) {
      const text = '['.repeat(levels) + ']'.repeat(levels)
      for (const [name, input] of [
        ['saveDraft', `{"code":"${code}","version":1,"name":"深处","isPreset":false,"body":${text}}`],
        ['check', `{"body":${text}}`],
        ['try', `{"template":{"fields":${text}},"answers":{}}`],
        ['try', `{"template":{"fields":[]},"answers":{"a":${text}}}`],
      ]) {
        const response = await admin.fetch(`/api/templates.${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: input as string,
        })
        expect([name, levels, response.status < 500]).toEqual([name, levels, true])
      }
    }
  })
})

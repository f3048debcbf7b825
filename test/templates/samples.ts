import * as z from 'zod/mini'
import { selectRow } from '../../server/db/rows'
import { persons, updatePerson } from '../../server/people/store'
import { type DraftView, type TemplateView, templateBody, templatesApi } from '../../shared/templates/api'
import { type Field, type FieldKind, fieldKinds } from '../../shared/templates/fields'
import type { CascadeOption } from '../../shared/templates/parts'
import type { Client } from '../support/client'
import * as fc from '../support/random'
import type { World } from '../support/world'

type Body = TemplateView['body']
type WrittenBody = z.input<typeof templateBody>

/** A whole body from the parts that a test is about. */
export const bodyOf = (parts: Partial<WrittenBody> = {}): Body =>
  z.parse(templateBody, {
    category: 'repair',
    businessType: 'repair.pile',
    priority: 'normal',
    agreedMinutes: 60,
    deviationMetres: 300,
    reopenDays: 7,
    fields: [],
    ...parts,
  })

/** manager1 becomes an administrator too: the demo company has only one. */
export const secondAdmin = async (world: World): Promise<Client> => {
  await world.context.db.write(async tx => {
    const row = await selectRow(tx, persons, "WHERE t.id = 'manager1'")
    if (row && !row.roles.includes('admin')) await updatePerson(tx, row, { roles: [...row.roles, 'admin'] })
  })
  return world.as('manager1')
}

/** The next version of a template, as the administrator publishes it. */
export const publishBody = async (
  admin: Client,
  body: unknown,
  { code, name = '充电桩维修' }: { code?: string; name?: string } = {},
): Promise<TemplateView> => {
  const begun = await admin.call(templatesApi.beginDraft, { name, ...(code && { code }) })
  const saved = await saveBody(admin, begun, body, name)
  return admin.call(templatesApi.publish, { code: begun.code, version: saved.version })
}

export const saveBody = (admin: Client, { code, version, isPreset }: DraftView, body: unknown, name = '充电桩维修') =>
  admin.call(templatesApi.saveDraft, { code, version, name, isPreset, body })

/** Text that a spreadsheet might stumble over. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      '=1+1',
      '_x000D_',
      'a\r\nb',
      '\t',
      '001',
      'TRUE',
      '<b>&"',
      '-5',
      '漏水、滴水',
      'é\u0301',
      '\u0001x',
    ),
  )
  .map(one => one.trim().slice(0, 40))
  .filter(one => one.length > 0)

const key = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/)
const uniqueKeys = (least: number, most: number) => fc.uniqueArray(key, { minLength: least, maxLength: most })

const tree: fc.Arbitrary<CascadeOption[]> = fc.letrec<{ level: CascadeOption[]; option: CascadeOption }>(tie => ({
  level: fc.array(tie('option'), { minLength: 1, maxLength: 3, depthIdentifier: 'tree' }),
  option: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    fc.record({ label: words }),
    fc.record({ label: words, children: tie('level') }),
  ),
})).level

const steps = fc.uniqueArray(fc.record({ key, label: words, needsPhoto: fc.boolean() }), {
  selector: one => one.key,
  minLength: 1,
  maxLength: 4,
})
const columns = fc.uniqueArray(
  fc.record({ key, label: words, kind: fc.constantFrom('text' as const, 'number' as const), required: fc.boolean() }),
  { selector: one => one.key, minLength: 1, maxLength: 3 },
)

const settingsOf: Partial<Record<FieldKind, fc.Arbitrary<Partial<Field>>>> = {
  choice: fc.record({ options: fc.uniqueArray(words, { minLength: 1, maxLength: 5 }) }),
  choices: fc.record({ options: fc.uniqueArray(words, { minLength: 1, maxLength: 5 }) }),
  cascade: tree.map(one => ({ tree: one })),
  number: fc.record({ min: fc.integer(), unit: fc.constantFrom('台', '℃'), digits: fc.integer({ min: 0, max: 6 }) }),
  text: fc.record({ pattern: fc.constant('\\d{3}'), patternSays: words, max: fc.constant(20) }),
  checklist: steps.map(one => ({ steps: one })),
  table: columns.map(one => ({ columns: one })),
  computed: fc.constant({ formula: { '+': [1, { var: 'a' }] }, digits: 2 }),
  guide: words.map(says => ({ says })),
}

const fieldOf = (name: string): fc.Arbitrary<Field> =>
  fc
    .constantFrom(...fieldKinds)
    .chain(kind =>
      fc
        .tuple(
          words,
          fc.boolean(),
          settingsOf[kind] ?? fc.constant({}),
          fc.record(
            { hint: words, stage: fc.constantFrom('open' as const, 'finish' as const), isLocal: fc.boolean() },
            { requiredKeys: [] },
          ),
        )
        .map(([label, required, settings, more]) => ({ key: name, label, kind, required, ...settings, ...more })),
    )

/** Any body of the shape that the contract knows; whether it makes sense is not asked. */
export const anyBody: fc.Arbitrary<Body> = uniqueKeys(0, 8).chain(keys =>
  fc
    .record({
      fields: fc.tuple(...keys.map(fieldOf)),
      groups: uniqueKeys(0, 2).chain(names =>
        fc.tuple(
          ...names.map(one =>
            fc.record({ key: fc.constant(one), label: words, columns: fc.integer({ min: 1, max: 4 }) }),
          ),
        ),
      ),
      rules: fc.array(
        fc.record({
          name: words,
          when: fc.jsonValue({ maxDepth: 3 }),
          // biome-ignore lint/suspicious/noThenProperty: `then` is the word of the contract
          then: fc.constant([{ action: 'addTag' as const, tag: '急' }]),
        }),
        { maxLength: 3 },
      ),
      variants: fc.array(
        fc.record({
          name: words,
          regions: fc.uniqueArray(fc.constantFrom('33', '3301', '110000'), { maxLength: 2 }),
          months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
      agreedMinutes: fc.integer({ min: 0, max: 1440 }),
    })
    .map(parts => bodyOf(parts as unknown as Partial<WrittenBody>)),
)

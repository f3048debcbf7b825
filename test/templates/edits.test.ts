import type { TemplateBody } from '../../shared/templates/api'
import {
  addField,
  addGroup,
  changeField,
  changeGroup,
  changeTemplate,
  copyField,
  freshKey,
  keysOf,
  moveField,
  moveGroup,
  moveRule,
  removeField,
  removeGroup,
  renameField,
  ruleEdits,
  stepField,
  type TemplateDocument,
  type TemplateEdit,
  variantEdits,
} from '../../shared/templates/edits'
import type { Field } from '../../shared/templates/fields'
import { beginHistory, perform, redo, undo } from '../../shared/templates/history'
import { fieldsOfSection, orderedBySection } from '../../shared/templates/layout'
import { renamedInLogic } from '../../shared/templates/references'
import { ruleOf } from '../../shared/templates/rules'
import * as fc from '../support/random'

const text = (key: string, group?: string): Field => ({
  key,
  label: key,
  kind: 'text',
  required: false,
  ...(group ? { group } : {}),
})

const documentOf = (body: Partial<TemplateBody>): TemplateDocument => ({
  name: '充电桩安装',
  isPreset: false,
  body: {
    category: 'install',
    businessType: 'install.charger',
    priority: 'normal',
    fields: [],
    groups: [],
    rules: [],
    variants: [],
    agreedMinutes: 60,
    deviationMetres: 300,
    reopenDays: 7,
    ...body,
  },
})

const grouped = documentOf({
  fields: [text('a'), text('b'), text('c', 'site'), text('d', 'site'), text('e', 'visit')],
  groups: [
    { key: 'site', label: '现场', columns: 2 },
    { key: 'empty', label: '空', columns: 1 },
    { key: 'visit', label: '上门', columns: 1 },
  ],
})

const after = (document: TemplateDocument, ...edits: ((document: TemplateDocument) => TemplateEdit)[]) =>
  edits.reduce((history, edit, at) => perform(history, edit(history.document), at * 5000), start(document)).document
const start = (document: TemplateDocument) => beginHistory<TemplateDocument, TemplateEdit['name']>(document)
const order = ({ body }: TemplateDocument): string =>
  [null, ...body.groups.map(({ key }) => key)]
    .map((key, at) => `${key ?? ''}(${fieldsOfSection(body, at - 1).map(field => field.key)})`)
    .join(' ')

describe('the order of a form', () => {
  it.each<[string, (document: TemplateDocument) => TemplateEdit, string]>([
    [
      'a field goes before another',
      doc => addField(doc, text('n'), { group: 'site', before: 'd' }),
      '(a,b) site(c,n,d) empty() visit(e)',
    ],
    [
      'a field goes last into a group',
      doc => addField(doc, text('n'), { group: 'site', before: null }),
      '(a,b) site(c,d,n) empty() visit(e)',
    ],
    [
      'a field goes into an empty group',
      doc => addField(doc, text('n'), { group: 'empty', before: null }),
      '(a,b) site(c,d) empty(n) visit(e)',
    ],
    [
      'a field goes to the top',
      doc => moveField(doc, 'd', { group: null, before: 'b' }),
      '(a,d,b) site(c) empty() visit(e)',
    ],
    [
      'a field goes down its own group',
      doc => moveField(doc, 'c', { group: 'site', before: null }),
      '(a,b) site(d,c) empty() visit(e)',
    ],
    ['one up', doc => stepField(doc, 'd', -1), '(a,b) site(d,c) empty() visit(e)'],
    ['one up, over the border', doc => stepField(doc, 'c', -1), '(a,b,c) site(d) empty() visit(e)'],
    ['one down, over the border', doc => stepField(doc, 'd', 1), '(a,b) site(c) empty(d) visit(e)'],
    ['one down from the top', doc => stepField(doc, 'b', 1), '(a) site(b,c,d) empty() visit(e)'],
    ['one up from the first place', doc => stepField(doc, 'a', -1), '(a,b) site(c,d) empty() visit(e)'],
    ['one down from the last place', doc => stepField(doc, 'e', 1), '(a,b) site(c,d) empty() visit(e)'],
    ['a group goes up with its fields', doc => moveGroup(doc, 'visit', 0), '(a,b) visit(e) site(c,d) empty()'],
    ['a group is dissolved', doc => removeGroup(doc, 'site', { withFields: false }), '(a,b,c,d) empty() visit(e)'],
    ['a group goes with all in it', doc => removeGroup(doc, 'site', { withFields: true }), '(a,b) empty() visit(e)'],
    ['a copy stands behind', doc => copyField(doc, 'c'), '(a,b) site(c,c2,d) empty() visit(e)'],
  ])('%s', (_, edit, expected) => {
    const changed = after(grouped, edit)
    expect(order(changed)).toBe(expected)
    expect(changed.body.fields).toEqual(orderedBySection(changed.body.fields, changed.body.groups))
  })

  test('what does not exist is not touched', () => {
    const edits = [
      removeField(grouped, 'gone'),
      moveField(grouped, 'gone', { group: null, before: null }),
      changeField(grouped, 'gone', { label: 'x' }),
      removeGroup(grouped, 'gone', { withFields: true }),
      renameField(grouped, 'a', 'b'),
    ]
    expect(edits.flatMap(({ patches }) => patches)).toEqual([])
  })
})

describe('a new key', () => {
  const document = documentOf({
    fields: [
      text('kind'),
      { ...text('sum'), kind: 'computed', formula: { '+': [{ var: 'kind' }, { var: 'kinder' }] } },
    ],
    rules: [
      ruleOf({ and: [{ '==': [{ var: 'kind' }, 'kind'] }, { missing: ['kind', 'sum'] }] }, [
        { action: 'show', targets: ['kind', 'sum'] },
        { action: 'set', target: 'kind', value: { var: ['kind', 'none'] } },
      ]),
    ],
    variants: [{ name: '东北', regions: ['21'], months: [], hidden: ['kind'], changes: { kind: { hint: '' } } }],
  })

  test('stands in every rule, formula and variant', () => {
    const { body } = after(document, doc => renameField(doc, 'kind', 'energy'))
    expect(body.fields.map(({ key, formula }) => [key, formula])).toEqual([
      ['energy', undefined],
      ['sum', { '+': [{ var: 'energy' }, { var: 'kinder' }] }],
    ])
    expect(body.rules).toEqual([
      ruleOf({ and: [{ '==': [{ var: 'energy' }, 'kind'] }, { missing: ['energy', 'sum'] }] }, [
        { action: 'show', targets: ['energy', 'sum'] },
        { action: 'set', target: 'energy', value: { var: ['energy', 'none'] } },
      ]),
    ])
    expect(body.variants[0]).toMatchObject({ hidden: ['energy'], changes: { energy: { hint: '' } } })
  })

  test('leaves the parts of an item alone', () => {
    const logic = { some: [{ var: 'rows' }, { '>': [{ var: 'kind' }, 1] }] }
    expect(renamedInLogic(logic, 'kind', 'energy')).toBe(logic)
    expect(renamedInLogic(logic, 'rows', 'lines')).toEqual({ some: [{ var: 'lines' }, { '>': [{ var: 'kind' }, 1] }] })
    expect(renamedInLogic({ var: 'rows.0.kind' }, 'rows', 'lines')).toEqual({ var: 'lines.0.kind' })
  })

  test('is the first that nobody has', () => {
    expect(['a', 'b', 'c'].map(stem => freshKey(['a', 'b', 'b2', 'b4'], stem))).toEqual(['a2', 'b3', 'c'])
  })
})

test('a field that goes leaves the variants, and the rules say what is missing', () => {
  const document = documentOf({
    fields: [text('a'), text('b')],
    rules: [ruleOf(true, [{ action: 'show', targets: ['a'] }])],
    variants: [{ name: '冬季', regions: [], months: [12], hidden: ['a', 'b'], changes: { a: { hint: '' } } }],
  })
  const { body } = after(document, doc => removeField(doc, 'a'))
  expect(body.variants).toEqual([{ name: '冬季', regions: [], months: [12], hidden: ['b'], changes: {} }])
  expect(body.rules).toEqual(document.body.rules)
})

describe('letters', () => {
  const type = (label: string) => (doc: TemplateDocument) => changeField(doc, 'a', { label }, true)
  const typed = (...times: [string, number][]) =>
    times.reduce((history, [label, atMs]) => perform(history, type(label)(history.document), atMs), start(grouped))

  test('that follow each other closely are one step', () => {
    const history = typed(['桩', 0], ['桩型', 400], ['桩型号', 1300])
    expect(history.past).toHaveLength(1)
    expect(undo(history).document).toEqual(grouped)
    expect(redo(undo(history)).document).toEqual(history.document)
  })

  test('after a pause are a step of their own', () => {
    const history = typed(['桩', 0], ['桩型', 1000])
    expect(history.past).toHaveLength(2)
    expect(undo(history).document.body.fields[0]?.label).toBe('桩')
  })

  test('of another text, or after taking back, are steps of their own', () => {
    const other = perform(typed(['桩', 0]), changeField(grouped, 'b', { label: '桩' }, true), 10)
    expect(other.past).toHaveLength(2)
    const again = perform(redo(undo(typed(['桩', 0]))), type('桩型')(grouped), 10)
    expect(again.past).toHaveLength(2)
  })

  test('that change nothing are no step', () => {
    expect(typed(['a', 0]).past).toHaveLength(0)
  })
})

/** An edit of a random kind upon whatever the document holds by then. */
const editOf = (document: TemplateDocument, [kind, one, two]: readonly [number, number, number]): TemplateEdit => {
  const { fields, groups, rules, variants } = document.body
  const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)]
  const field = pick(fields, one)?.key ?? 'none'
  const group = pick(groups, one)?.key ?? 'none'
  const place = { group: pick([null, ...groups.map(({ key }) => key)], two) ?? null, before: null }
  const before = pick(fields, two)
  const beside = before ? { group: before.group ?? null, before: before.key } : place
  const fresh = freshKey(keysOf(document.body), 'new')
  const rule = ruleOf({ '==': [{ var: field }, two] }, [{ action: 'hide', targets: [field] }])
  const variant = { name: `变体${two}`, regions: [], months: [], hidden: [field], changes: {} }
  const edits: (() => TemplateEdit)[] = [
    () => addField(document, text(fresh), place),
    () => addField(document, text(fresh), beside),
    () => moveField(document, field, place),
    () => moveField(document, field, beside),
    () => stepField(document, field, one % 2 ? 1 : -1),
    () => copyField(document, field),
    () => removeField(document, field),
    () => changeField(document, field, { label: `名${two}` }, true),
    () => changeField(document, field, { hint: two % 2 ? undefined : '提示', span: 2 }),
    () => renameField(document, field, fresh),
    () => addGroup(document, { key: fresh, label: fresh, columns: 2 }, two % (groups.length + 1)),
    () => moveGroup(document, group, two % Math.max(1, groups.length)),
    () => removeGroup(document, group, { withFields: two % 2 === 0 }),
    () => changeGroup(document, group, { columns: 1 + (two % 4) }),
    () => ruleEdits.add(rule, two % (rules.length + 1)),
    () =>
      rules.length
        ? ruleEdits.change(one % rules.length, rule)
        : addGroup(document, { key: fresh, label: '', columns: 1 }),
    () => (rules.length ? ruleEdits.remove(one % rules.length) : changeTemplate({ isPreset: true })),
    () => moveRule(one % Math.max(1, rules.length), two % Math.max(1, rules.length)),
    () => variantEdits.add(variant, two % (variants.length + 1)),
    () => (variants.length ? variantEdits.remove(one % variants.length) : changeTemplate({ name: `模板${two}` }, true)),
    () => changeTemplate({ body: { agreedMinutes: two } }),
  ]
  return (pick(edits, kind) as () => TemplateEdit)()
}

const steps = fc.array(fc.tuple(fc.nat(), fc.nat(50), fc.nat(50)), { maxLength: 60 })

describe('any sequence of edits', () => {
  const run = (sequence: readonly (readonly [number, number, number])[]) =>
    sequence.reduce((history, step) => perform(history, editOf(history.document, step), step[0] * 7), start(grouped))

  test('all taken back, is the document from before; all done again, the one from after', () => {
    fc.assert(
      fc.property(steps, sequence => {
        const done = run(sequence)
        const back = done.past.reduce(undo, done)
        expect(back.document).toEqual(grouped)
        expect(back.past).toEqual([])
        expect(back.future.reduce(redo, back).document).toEqual(done.document)
      }),
    )
  })

  test('keeps every key once, every field in a group that exists, and the list in the order of the form', () => {
    fc.assert(
      fc.property(steps, sequence => {
        const { body } = run(sequence).document
        expect(new Set(keysOf(body)).size).toBe(keysOf(body).length)
        const groups = body.groups.map(({ key }) => key)
        expect(body.fields.filter(({ group }) => group !== undefined && !groups.includes(group))).toEqual([])
        expect(body.fields).toEqual(orderedBySection(body.fields, body.groups))
      }),
    )
  })

  test('leaves untouched parts the very same objects', () => {
    const changed = after(grouped, doc => changeField(doc, 'b', { label: '新名' }))
    const same = changed.body.fields.filter((field, at) => field === grouped.body.fields[at])
    expect(same.map(({ key }) => key)).toEqual(['a', 'c', 'd', 'e'])
    expect(changed.body.rules).toBe(grouped.body.rules)
  })
})

import { saveTemplates, type TemplateRow } from '../../server/templates/store'
import { alarmsApi } from '../../shared/alarms'
import { HOUR } from '../../shared/kernel/time'
import { type TemplateView, templatesApi } from '../../shared/templates/api'
import { ruleOf } from '../../shared/templates/rules'
import { templateUseApi } from '../../shared/templates/use'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { bodyOf, publishBody } from './samples'

everyDatabase('a template', world => {
  const listed = async () => (await world().as('sales1')).call(templatesApi.list, {})
  const publish = async (row: Pick<TemplateRow, 'id' | 'versionNo' | 'name'>) => {
    const repair = (await listed()).items.find(({ code }) => code === 'aircon-repair')
    if (!repair) throw new Error('the company repairs air conditioners')
    await world().context.db.write(tx => saveTemplates(tx, [{ ...repair, ...row, publishedAt: world().now() }]))
  }

  test('is offered to everybody who is logged in, presets first', async () => {
    for (const who of ['sales1', 'engineer1', 'provider1', 'customer']) {
      const { items } = await (await world().as(who)).call(templatesApi.list, {})
      expect(items.filter(({ isPreset }) => isPreset)).toEqual(items.slice(0, 4))
      expect(items).toHaveLength(6)
    }
  })

  test('is offered in its newest version, and an old version stays readable for the tickets that name it', async () => {
    await publish({ id: 'aircon-repair-2', versionNo: 2, name: '空调维修（新）' })
    const { items } = await listed()
    const offered = items.filter(({ code }) => code === 'aircon-repair')
    expect(offered).toMatchObject([{ id: 'aircon-repair-2', versionNo: 2, name: '空调维修（新）' }])
    expect(items).toHaveLength(6)
    const sales = await world().as('sales1')
    expect(await sales.call(templatesApi.get, { id: 'aircon-repair' })).toMatchObject({
      versionNo: 1,
      name: '空调维修',
    })
    expect((await sales.refused(templatesApi.get, { id: 'nothing' })).code).toBe('template.not_found')
  })

  test('cannot be published twice under one version number', async () => {
    await expect(publish({ id: 'another', versionNo: 2, name: '重复' })).rejects.toThrow()
  })
})

/** Version by version: a field goes, one is renamed, one is retyped, one is demanded, choices and rules change. */
const versions = [
  bodyOf({
    fields: [
      { key: 'symptom', label: '故障现象', kind: 'choice', required: true, options: ['不充电', '跳枪', '其他'] },
      { key: 'guns', label: '枪数', kind: 'number' },
      { key: 'note', label: '补充说明', kind: 'longText' },
    ],
    rules: [ruleOf({ '==': [{ var: 'symptom' }, '其他'] }, [{ action: 'require', targets: ['note'] }])],
  }),
  bodyOf({
    fields: [
      { key: 'symptom', label: '现象', kind: 'choice', required: true, options: ['不充电', '黑屏'] },
      { key: 'guns', label: '枪数', kind: 'number' },
    ],
  }),
  bodyOf({
    fields: [
      { key: 'fault', label: '现象', kind: 'choices', required: true, options: ['不充电', '黑屏'] },
      { key: 'guns', label: '枪型', kind: 'choice', options: ['单枪', '双枪'] },
    ],
  }),
  bodyOf({ fields: [{ key: 'fault', label: '现象', kind: 'text', required: true }] }),
  bodyOf({
    fields: [
      { key: 'serial', label: '桩号', kind: 'scan', required: true },
      { key: 'note', label: '说明', kind: 'number', required: true },
    ],
    rules: [ruleOf(true, [{ action: 'block', says: '请改用新流程' }])],
  }),
]

everyDatabase('an old ticket', world => {
  const made: string[] = []
  let published: TemplateView[] = []
  const answers = { symptom: '跳枪', guns: 4 }

  beforeAll(async () => {
    const [admin, sales] = [await world().as('admin1'), await world().as('sales1')]
    for (const body of versions) {
      const code = published[0]?.code
      published = [...published, await publishBody(admin, body, code === undefined ? {} : { code })]
      if (published.length > 1) continue
      for (const isDraft of [false, true]) {
        const templateId = published[0]?.id ?? ''
        const ticket = await sales.call(ticketsApi.create, { templateId, customerId: 'customer01', answers, isDraft })
        made.push(ticket.id)
      }
    }
  })
  const [open, draft] = [() => made[0] ?? '', () => made[1] ?? '']

  test('is one of five versions, each under an id of its own', () => {
    const code = published[0]?.code
    expect(published.map(({ id, versionNo }) => [id, versionNo])).toEqual([
      [code, 1],
      ...[2, 3, 4, 5].map(versionNo => [`${code}@${versionNo}`, versionNo]),
    ])
  })

  test('opens with its own form', async () => {
    const sales = await world().as('sales1')
    const ticket = await sales.call(ticketsApi.get, { id: open() })
    expect(ticket.answers).toEqual(answers)
    expect(await sales.call(templatesApi.get, { id: ticket.templateId })).toMatchObject({
      versionNo: 1,
      body: versions[0],
    })
  })

  test('is corrected by its own form: choices and fields that are gone since still hold, new ones do not', async () => {
    const sales = await world().as('sales1')
    const edit = async (given: object) => {
      const { version } = await sales.call(ticketsApi.get, { id: open() })
      return { id: open(), version, answers: given }
    }
    const other = await sales.refused(ticketsApi.edit, await edit({ symptom: '其他' }))
    expect(other).toMatchObject({ code: 'template.answer_missing', message: '请填写「补充说明」' })
    const edited = await sales.call(ticketsApi.edit, (await edit({ symptom: '其他', note: '枪头松动' })) as never)
    expect(edited.answers).toEqual({ symptom: '其他', guns: 4, note: '枪头松动' })
    expect((await sales.refused(ticketsApi.edit, await edit({ symptom: '黑屏' }))).code).toBe('template.answer_invalid')
    expect((await sales.refused(ticketsApi.edit, await edit({ fault: '黑屏' }))).code).toBe('template.answer_unknown')
    const renamed = await sales.call(ticketsApi.edit, { ...(await edit({})), title: '跳枪，已约周三' } as never)
    expect(renamed).toMatchObject({ title: '跳枪，已约周三', templateId: published[0]?.id })
  })

  test('that is a draft is submitted by its own form', async () => {
    const sales = await world().as('sales1')
    const { version } = await sales.call(ticketsApi.get, { id: draft() })
    expect(await sales.call(ticketsApi.submit, { id: draft(), version })).toMatchObject({ status: 'open', answers })
  })

  test('lives on beside new ones of the newest version', async () => {
    const sales = await world().as('sales1')
    const { items } = await sales.call(templatesApi.list, {})
    const newest = items.find(({ code }) => code === published[0]?.code)
    expect(newest).toMatchObject({ versionNo: 5 })
    const wish = { templateId: newest?.id ?? '', customerId: 'customer01', answers: { serial: 'P-1', note: 3 } }
    expect(await sales.refused(ticketsApi.create, wish)).toMatchObject({
      code: 'template.blocked',
      message: '请改用新流程',
    })
    const admin = await world().as('admin1')
    const library = await admin.call(templateUseApi.library, {})
    expect(library.items.find(({ code }) => code === published[0]?.code)).toMatchObject({
      published: { versionNo: 5 },
      ticketCount: 2,
    })
    const { changes } = await admin.call(templatesApi.compare, { code: published[0]?.code ?? '', from: 1, to: 2 })
    expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['字段「补充说明」', '补充说明', null],
      ['字段「现象」的名称', '故障现象', '现象'],
      ['字段「现象」的选项', '不充电、跳枪、其他', '不充电、黑屏'],
      ['规则「第 1 条」', '', null],
    ])
  })
})

everyDatabase('a damaged row', world => {
  const damaged = [
    ['no JSON', '{"category": "repa'],
    ['JSON of another shape', '{"fields": 7}'],
    ['nothing', 'null'],
  ] as const

  beforeAll(() =>
    world().context.db.write(async tx => {
      for (const [at, [name, stored]] of damaged.entries()) {
        const id = `damaged${at}`
        const row = { id, code: id, name, versionNo: 1, isPreset: true, body: {}, publishedAt: world().now() }
        await saveTemplates(tx, [row])
        await tx.query('UPDATE templates SET body = ? WHERE id = ?', [stored, id])
      }
    }),
  )

  test('leaves the other templates on offer', async () => {
    const sales = await world().as('sales1')
    expect((await sales.call(templatesApi.list, {})).items).toHaveLength(6)
    const wish = { templateId: 'complaint', customerId: 'customer01' }
    expect(await sales.call(ticketsApi.create, wish)).toMatchObject({ status: 'open' })
  })

  test('is refused by its code, and marked in the library', async () => {
    const admin = await world().as('admin1')
    for (const at of damaged.keys()) {
      expect(await admin.refused(templatesApi.get, { id: `damaged${at}` })).toMatchObject({
        code: 'template.unreadable',
      })
    }
    const { items } = await admin.call(templateUseApi.library, {})
    expect(items.filter(({ isBroken }) => isBroken).map(({ code }) => code)).toEqual([
      'damaged0',
      'damaged1',
      'damaged2',
    ])
    expect(items).toHaveLength(9)
  })

  test('is reported to the administrators within the hour', async () => {
    const admin = await world().as('admin1')
    await world().pass(HOUR)
    const { items } = await admin.call(alarmsApi.list, {})
    const said = items.filter(({ kind }) => kind === 'template.unreadable').map(({ says }) => says)
    expect(said).toHaveLength(3)
    expect(said[0]).toMatch(/模板「.+」第 1 版的内容已损坏/)
  })
})

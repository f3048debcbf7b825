import { MINUTE } from '../../shared/kernel/time'
import { templatesApi } from '../../shared/templates/api'
import { templateUseApi } from '../../shared/templates/use'
import { everyDatabase } from '../support/world'
import { bodyOf, publishBody, saveBody, secondAdmin } from './samples'

const body = bodyOf({ fields: [{ key: 'pile', label: '桩号', kind: 'text', required: true }] })

everyDatabase('a draft', world => {
  test('is begun from nothing, saved as often as one likes, and published as version 1', async () => {
    const admin = await world().as('admin1')
    const begun = await admin.call(templatesApi.beginDraft, { name: '充电桩维修' })
    expect(begun).toMatchObject({ name: '充电桩维修', version: 1, baseVersionNo: null, isMine: true })
    const first = await saveBody(admin, begun, { half: 'done' })
    expect(first.version).toBe(2)
    expect(first.problems.length).toBeGreaterThan(0)
    const second = await saveBody(admin, { ...begun, version: 2 }, body)
    expect(second).toMatchObject({ version: 3, problems: [] })
    const published = await admin.call(templatesApi.publish, { code: begun.code, version: 3 })
    expect(published).toMatchObject({ id: begun.code, versionNo: 1, name: '充电桩维修', body })
    const sales = await world().as('sales1')
    const { items } = await sales.call(templatesApi.list, {})
    expect(items.find(({ code }) => code === begun.code)).toMatchObject({ versionNo: 1, body })
    expect((await admin.refused(templatesApi.draft, { code: begun.code })).code).toBe('template.no_draft')
  })

  test('of a published template becomes its next version, and each version stays as it is', async () => {
    const admin = await world().as('admin1')
    const { code, id } = await publishBody(admin, body)
    const next = bodyOf({ fields: [...body.fields, { key: 'guns', label: '枪数', kind: 'number' }] })
    const second = await publishBody(admin, next, { code, name: '充电桩维修保养' })
    expect(second).toMatchObject({ id: `${code}@2`, code, versionNo: 2, name: '充电桩维修保养' })
    expect(await admin.call(templatesApi.get, { id })).toMatchObject({ versionNo: 1, name: '充电桩维修', body })
    const { items } = await admin.call(templatesApi.versions, { code })
    expect(items.map(({ versionNo }) => versionNo)).toEqual([2, 1])
    const again = await admin.call(templatesApi.beginDraft, { code, fromVersionNo: 1 })
    expect(again).toMatchObject({ baseVersionNo: 1, body })
    const { changes } = await admin.call(templatesApi.compare, { code, from: 2, to: 'draft' })
    expect(changes.map(({ kind, label }) => [kind, label])).toEqual([
      ['changed', '名称'],
      ['removed', '字段「枪数」'],
    ])
  })

  test('is copied from another template under a name and a code of its own', async () => {
    const admin = await world().as('admin1')
    const copy = await admin.call(templatesApi.beginDraft, { copyOf: 'complaint' })
    const complaint = await admin.call(templatesApi.get, { id: 'complaint' })
    expect(copy).toMatchObject({ name: '投诉处理（副本）', isPreset: false, baseVersionNo: null, body: complaint.body })
    expect(copy.code).not.toBe('complaint')
  })

  test('is saved only by the one who saw it last', async () => {
    const admin = await world().as('admin1')
    const begun = await admin.call(templatesApi.beginDraft, { name: '两个窗口' })
    const results = await Promise.all(
      ['甲', '乙'].map(async name =>
        saveBody(admin, begun, body, name).then(
          () => 'saved',
          error => error.code as string,
        ),
      ),
    )
    expect(results.sort()).toEqual(['saved', 'template.changed_meanwhile'])
    const stale = { code: begun.code, version: begun.version }
    expect((await admin.refused(templatesApi.publish, stale)).code).toBe('template.changed_meanwhile')
    expect((await admin.refused(templatesApi.discardDraft, stale)).code).toBe('template.changed_meanwhile')
    await admin.call(templatesApi.discardDraft, { code: begun.code, version: begun.version + 1 })
    expect((await admin.refused(templatesApi.draft, { code: begun.code })).code).toBe('template.no_draft')
  })

  test('is begun once by two at the same moment', async () => {
    const [one, two] = [await world().as('admin1'), await secondAdmin(world())]
    const results = await Promise.all(
      [one, two].map(client =>
        client.call(templatesApi.beginDraft, { code: 'aircon-install' }).then(
          () => 'begun',
          error => error.code as string,
        ),
      ),
    )
    expect(results.sort()).toEqual(['begun', 'template.being_edited'])
  })

  test('is published once by two taps', async () => {
    const admin = await world().as('admin1')
    const begun = await admin.call(templatesApi.beginDraft, { name: '两次点击' })
    const { version } = await saveBody(admin, begun, body, '两次点击')
    const publish = () =>
      admin.call(templatesApi.publish, { code: begun.code, version }).then(
        () => 'published',
        error => error.code,
      )
    const results = await Promise.all([publish(), publish()])
    expect(results.filter(one => one === 'published')).toHaveLength(1)
    expect((await admin.call(templatesApi.versions, { code: begun.code })).items).toHaveLength(1)
  })

  test('belongs to one; another reads who has it, and takes it over by saying so or after ten minutes, with notice', async () => {
    const [admin, other] = [await world().as('admin1'), await secondAdmin(world())]
    const code = 'washer-repair'
    const { body: sound } = await admin.call(templatesApi.get, { id: code })
    const begun = await admin.call(templatesApi.beginDraft, { code })
    const seen = await other.call(templatesApi.draft, { code })
    expect(seen).toMatchObject({ isMine: false, editor: begun.editor })
    const refusal = await other.refused(templatesApi.beginDraft, { code })
    expect(refusal).toMatchObject({ status: 409, code: 'template.being_edited' })
    expect(refusal.message).toContain(begun.editor?.name)
    expect((await other.refused(templatesApi.saveDraft, { ...saved(begun), body: sound })).code).toBe(
      'template.being_edited',
    )
    const { items } = await other.call(templateUseApi.library, {})
    expect(items.find(one => one.code === code)?.draft).toMatchObject({ editorName: begun.editor?.name, isMine: false })

    const taken = await other.call(templatesApi.takeDraft, { code })
    expect(taken).toMatchObject({ isMine: true, version: begun.version + 1 })
    expect((await admin.refused(templatesApi.saveDraft, { ...saved(begun), body: sound })).code).toBe(
      'template.being_edited',
    )
    await world().pass(9 * MINUTE)
    expect((await admin.refused(templatesApi.beginDraft, { code })).code).toBe('template.being_edited')
    await world().pass(MINUTE)
    expect(await admin.call(templatesApi.beginDraft, { code })).toMatchObject({
      isMine: true,
      version: taken.version + 1,
    })
    await world().drain()
    const told = world().platform.outbox.map(message => JSON.stringify(message))
    expect(told.filter(words => words.includes('接手编辑了模板「洗衣机维修」'))).toHaveLength(2)
    await admin.call(templatesApi.publish, { code, version: taken.version + 1 })
    await world().drain()
    expect(JSON.stringify(world().platform.outbox)).toContain('发布了您编辑过的模板「洗衣机维修」第 2 版')
  })

  test('is for administrators alone', async () => {
    for (const who of ['sales1', 'engineer1', 'finance1', 'customer']) {
      const client = await world().as(who)
      expect((await client.refused(templatesApi.beginDraft, { name: '越权' })).code).toBe('role.not_allowed')
      expect((await client.refused(templatesApi.publish, { code: 'complaint', version: 1 })).code).toBe(
        'role.not_allowed',
      )
      expect((await client.refused(templatesApi.draft, { code: 'complaint' })).code).toBe('role.not_allowed')
    }
  })

  const saved = ({
    code,
    version,
    name,
    isPreset,
  }: {
    code: string
    version: number
    name: string
    isPreset: boolean
  }) => ({
    code,
    version,
    name,
    isPreset,
  })
})

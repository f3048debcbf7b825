import { saveTemplates, type TemplateRow } from '../../server/templates/store'
import { templatesApi } from '../../shared/templates/api'
import { everyDatabase } from '../support/world'

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

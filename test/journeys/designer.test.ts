import type { Locator, Page } from 'playwright-core'
import { templatesApi } from '../../shared/templates/api'
import { choose, deskOf, drag, type Point, pointOf, sharedOffice } from '../support/office'
import { sharedProduct } from '../support/product'

/** Drags one element onto another. */
const carry = async (page: Page, from: Locator, to: Locator, share?: Point): Promise<void> =>
  drag(page, await pointOf(from), () => pointOf(to, share))

const designerOf = (page: Page) => {
  const kind = (name: string): Locator => page.locator(`.td-item[data-kind="${name}"]`)
  const endOf = (group: string): Locator => page.locator(`.td-section[data-group="${group}"] .td-end`)
  const row = (label: string): Locator => page.locator('.td-row', { hasText: label })
  const setting = (name: string): Locator => page.locator(`[data-setting="${name}"]`)
  /** What has just come down is selected, under the name it came with. */
  const named = async (fresh: string, label: string): Promise<void> => {
    await page.locator('.td-settings-title strong', { hasText: fresh }).waitFor()
    await setting('label').fill(label)
  }
  return {
    row,
    setting,
    kind,
    endOf,
    labels: (): Promise<string[]> => page.locator('.td-row .td-row-name > .pc-cut').allInnerTexts(),
    /** Drags a kind to the end of a group and gives it its name. */
    add: async (name: string, group: string, label: string): Promise<void> => {
      await carry(page, kind(name), endOf(group))
      await named((await kind(name).textContent()) ?? '', label)
      await row(label).waitFor()
    },
    /** Drags a new group onto a place, names it and reads its key. */
    addGroup: async (to: Locator, label: string, share?: Point): Promise<string> => {
      await carry(page, kind('group'), to, share)
      await named('新分组', label)
      const made = page.locator('.td-section.group', { has: page.getByText(label, { exact: true }) })
      return (await made.getAttribute('data-group')) ?? ''
    },
    options: async (...options: string[]): Promise<void> => {
      await page.getByRole('button', { name: '批量修改' }).click()
      await setting('options').fill(options.join('\n'))
    },
    tab: (name: string | RegExp) => page.getByRole('tab', { name }).click(),
    part: (name: string) => page.locator('.td-centre-head .ant-segmented-item', { hasText: name }).click(),
    choose: (select: Locator, option: string) => choose(page, select, option),
  }
}

describe('the template designer, with a mouse', () => {
  const product = sharedProduct()
  const browser = sharedOffice()

  test('somebody new builds the charging-pile template of 15 fields and publishes it', async () => {
    const { page, errors, picture } = await deskOf(browser(), product().url, 'admin1', 'templates')
    const designer = designerOf(page)
    const { add, row, setting } = designer

    await page.locator('[data-act="new-template"]').click()
    await page.getByPlaceholder('如 充电桩安装').fill('充电桩服务')
    await page.getByRole('button', { name: '开始设计' }).click()
    await page.locator('.td-canvas').waitFor()

    await setting('businessType').fill('install.charger')
    await add('phone', '', '联系电话')
    await add('choice', '', '服务类型')
    await designer.options('安装', '报修')
    await setting('required').click()
    await add('address', '', '安装地址')
    await picture('1-first')

    const install = await designer.addGroup(designer.endOf(''), '安装信息')
    await page.locator('.td-settings').getByText('2 列', { exact: true }).click()
    await add('text', install, '桩型号')
    await add('number', install, '额定功率')
    await setting('unit').fill('千瓦')
    await add('choice', install, '安装方式')
    await designer.options('壁挂', '立柱')
    await add('number', install, '电表到车位')
    await setting('unit').fill('米')
    await add('photo', install, '车位照片')
    await picture('2-group')

    const below = page.locator(`.td-section[data-group="${install}"]`)
    const repair = await designer.addGroup(below, '报修信息', { x: 0.5, y: 0.98 })
    await add('choices', repair, '故障现象')
    await designer.options('不充电', '跳闸', '冒烟', '屏幕不亮')
    await add('text', repair, '故障代码')
    await add('voice', repair, '口述故障')
    await add('dateTime', '', '期望上门')
    await add('money', '', '材料费')
    await add('longText', '', '备注')
    await add('signature', '', '客户签名')
    expect(await designer.labels()).toHaveLength(15)

    // By mouse to another place, by keys one up, and both taken back.
    const before = await designer.labels()
    await carry(page, row('期望上门'), row('服务类型'), { x: 0.5, y: 0.2 })
    const moved = await designer.labels()
    expect(moved.slice(0, 3)).toEqual(['联系电话', '期望上门', '服务类型'])
    await row('备注').click()
    await page.keyboard.press('Alt+ArrowUp')
    expect(await designer.labels()).not.toEqual(moved)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect(await designer.labels()).toEqual(before)
    await page.locator('[data-act="redo"]').click()
    expect(await designer.labels()).toEqual(moved)

    await designer.part('规则')
    await page.locator('[data-act="add-rule"]').click()
    await page.locator('[data-act="add-test"]').click()
    await designer.choose(page.locator('.td-subject').first(), '故障现象')
    await designer.choose(page.locator('.td-test .td-value').first(), '冒烟')
    await page.locator('[data-act="add-action"]').click()
    await designer.choose(page.locator('.td-action-name').first(), '设优先级')
    await page.locator('[data-act="add-rule"]').click()
    await page.locator('[data-act="add-test"]').click()
    await designer.choose(page.locator('.td-rule.open .td-subject').first(), '服务类型')
    await designer.choose(page.locator('.td-rule.open .td-test .td-value').first(), '安装')
    await page.locator('.td-rule.open [data-act="add-action"]').click()
    await designer.choose(page.locator('.td-rule.open .td-action-name').first(), '隐藏')
    await designer.choose(page.locator('.td-rule.open [data-param="targets"]'), '报修信息')
    await page.keyboard.press('Escape')

    await designer.tab('预览和试填')
    const phone = page.locator('.td-phone')
    await phone.getByRole('button', { name: '冒烟' }).click()
    await page.locator('[data-results]').getByText('优先级设为').waitFor()
    await picture('3-rules')
    await phone.getByRole('button', { name: '安装', exact: true }).click()
    await phone.getByText('故障现象').waitFor({ state: 'detached' })
    await picture('4-hidden')

    await page.getByText(/^已保存/).waitFor()
    await page.locator('[data-act="publish"]').click()
    await page.getByText('发布后是第 1 版').waitFor()
    await picture('5-publish')
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await page.getByText('第 1 版，已发布').waitFor()
    await picture('6-published')

    const { items } = await (await product().as('sales1')).call(templatesApi.list, {})
    const made = items.find(({ name }) => name === '充电桩服务')
    expect(made?.body.fields.map(({ label }) => label)).toEqual(await designer.labels())
    expect(made?.body.groups.map(({ label, columns }) => [label, columns])).toEqual([
      ['安装信息', 2],
      ['报修信息', 1],
    ])
    expect(made?.body.rules.map(rule => rule.then)).toEqual([
      [{ action: 'setPriority', priority: 'critical' }],
      [{ action: 'hide', targets: [repair] }],
    ])
    expect(errors).toEqual([])
  }, 180_000)

  test('keys do what the mouse does; nothing written is lost without a word', async () => {
    const { page, errors, picture } = await deskOf(browser(), product().url, 'admin1', 'templates')
    const designer = designerOf(page)
    const saved = page.getByText(/^已保存/)
    await page.locator('tr', { hasText: '洗衣机维修' }).getByRole('button', { name: '编辑' }).click()
    await page.locator('.td-canvas').waitFor()
    const before = await designer.labels()

    // Lifted with space, three down, put down with space.
    await designer
      .row(before[0] ?? '')
      .locator('.td-grip')
      .focus()
    for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Space']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(150)
    }
    expect((await designer.labels()).slice(0, 3)).toEqual([before[1], before[2], before[0]])
    await designer.row(before[2] ?? '').click()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Delete')
    expect(await designer.labels()).not.toContain(before[0])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect(await designer.labels()).toEqual(before)

    // Without a network it says so, and saves by itself when there is one again.
    await designer.row(before[0] ?? '').click()
    await page.context().setOffline(true)
    await designer.setting('hint').fill('断网时写的')
    await page.getByText('未保存，网络不通').waitFor()
    await picture('7-offline')
    await page.context().setOffline(false)
    await saved.waitFor()
    const code = page.url().split('/').at(-1) ?? ''
    const admin = await product().as('admin1')
    const draft = await admin.call(templatesApi.draft, { code })
    expect(JSON.stringify(draft.body)).toContain('断网时写的')

    // A file that leaves comes back as the draft of another template.
    await page.getByRole('button', { name: '更多' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('导出 JSON').click()])
    expect(file.suggestedFilename()).toMatch(/\.json$/)
    const path = await file.path()

    // Saved elsewhere meanwhile: the writer here is told, and keeps what was written.
    const { name, isPreset, body, version } = await admin.call(templatesApi.draft, { code })
    await admin.call(templatesApi.saveDraft, { code, version, name, isPreset, body })
    await designer.setting('hint').fill('来晚了')
    await page.getByText('这里的改动不再保存').waitFor()
    await picture('8-lost')
    await page.getByRole('button', { name: '看最新的草稿' }).click()
    await saved.waitFor()

    await page.goto(`${product().url}/console/templates`)
    await page.getByRole('button', { name: '导入' }).click()
    await page.locator('input[type="file"]').setInputFiles(path)
    await page.getByRole('button', { name: '导入为草稿' }).click()
    await page.locator('.td-canvas').waitFor()
    expect(await designer.labels()).toEqual(before)
    expect(page.url()).not.toContain(`/${code}`)
    expect(errors).toEqual([])
  }, 120_000)
})

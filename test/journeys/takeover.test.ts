import { readFileSync } from 'node:fs'
import { templatesApi } from '../../shared/templates/api'
import { deskOf, sharedOffice } from '../support/office'
import { sharedWorld } from '../support/world'
import { secondAdmin } from '../templates/samples'

const code = 'washer-repair'

describe('one draft and two administrators', () => {
  const world = sharedWorld()
  const browser = sharedOffice()

  test('the second only reads until taking over; the first is told, keeps what was written, and reads on', async () => {
    const other = await secondAdmin(world())
    const first = await deskOf(browser(), world().url, 'admin1', 'templates')
    await first.page.locator('tr', { hasText: '洗衣机维修' }).getByRole('button', { name: '编辑' }).click()
    const label = first.page.locator('[data-setting="label"]')
    await first.page.locator('.td-row').first().click()
    await label.fill('第一人写的')
    await first.page.getByText(/^已保存/).waitFor()

    const second = await deskOf(browser(), world().url, 'manager1', 'templates')
    await second.page.locator('tr', { hasText: '洗衣机维修' }).getByRole('button', { name: '查看' }).click()
    await second.page.getByText('正在编辑这个模板').waitFor()
    await second.page.locator('.td-row', { hasText: '第一人写的' }).waitFor()
    expect(await second.page.locator('.td-item, .td-grip').count()).toBe(0)
    await second.page.locator('.td-row').first().click()
    expect(await second.page.locator('[data-setting="label"]').isDisabled()).toBe(true)
    await second.picture('takeover-1-reads')

    // Asked first, with what will be lost; not now leaves everything as it is.
    await second.page.getByRole('button', { name: '接手' }).click()
    const question = second.page.getByRole('dialog')
    await question.getByText('对方还没有保存的改动会丢失').waitFor()
    await second.picture('takeover-2-asks')
    await question.getByRole('button', { name: '再等等' }).click()
    await question.waitFor({ state: 'hidden' })
    expect(await other.call(templatesApi.draft, { code })).toMatchObject({ isMine: false })
    await second.page.getByRole('button', { name: '接手' }).click()
    await question.getByRole('button', { name: '接手' }).click()
    await second.page.locator('.td-row').first().click()
    await second.page.locator('[data-setting="label"]').fill('第二人写的')
    await second.page.getByText(/^已保存/).waitFor()
    expect(await second.page.locator('.td-grip').count()).toBeGreaterThan(0)

    await label.fill('来晚了')
    await first.page.getByText('这里的改动不再保存').waitFor()
    expect(await first.page.locator('.td-grip').count()).toBe(0)
    await first.picture('takeover-3-lost')
    const [file] = await Promise.all([
      first.page.waitForEvent('download'),
      first.page.getByRole('button', { name: '把我的改动存成文件' }).click(),
    ])
    expect(readFileSync(await file.path(), 'utf8')).toContain('来晚了')
    await first.page.getByRole('button', { name: '看最新的草稿' }).click()
    await first.page.locator('.td-row', { hasText: '第二人写的' }).waitFor()
    await first.page.getByText('正在编辑这个模板').waitFor()
    expect([...first.errors, ...second.errors]).toEqual([])
  }, 120_000)
})

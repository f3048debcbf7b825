import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { kitsApi } from '../../shared/kits'
import { templatesApi } from '../../shared/templates/api'
import { ruleOf } from '../../shared/templates/rules'
import type { Client } from '../support/client'
import { sharedOffice } from '../support/office'
import { sharedProduct } from '../support/product'
import { root } from '../support/sources'
import { bodyOf, saveBody } from './samples'

const artifacts = join(root, 'artifacts')

/** Everything that it names is somewhere else, or nowhere. */
const body = bodyOf({
  fields: [{ key: 'pile', label: '桩号', kind: 'text' }],
  flowCode: 'old-flow',
  slaPolicyCode: 'old-policy',
  ruleSetCode: 'old-prices',
  rules: [
    ruleOf(
      true,
      [
        { action: 'assignTeam', teamId: 'old-team' },
        { action: 'requirePart', partId: 'OLD-PART', quantity: 1 },
        { action: 'requireSkill', skill: 'height' },
        { action: 'notify', to: 'old-colleague', says: '请留意' },
        { action: 'followUp', templateId: 'old-template', afterDays: 3, says: '回访' },
      ],
      { name: '安排' },
    ),
  ],
})

const draftNamingNothing = async (admin: Client): Promise<string> => {
  const begun = await admin.call(templatesApi.beginDraft, { name: '充电桩维修' })
  await saveBody(admin, begun, body)
  return begun.code
}

const designerOf = (page: Page) => {
  const setting = (name: string) => page.locator(`.ant-select[data-setting="${name}"]`)
  const param = (name: string) => page.locator(`.ant-select[data-param="${name}"]`)
  const list = page.locator('.ant-select-dropdown:visible')
  return {
    setting,
    param,
    list,
    /** Types part of a name into a list and takes what is found. */
    choose: async (select: ReturnType<typeof setting>, typed: string, option: string): Promise<void> => {
      await list.waitFor({ state: 'hidden' })
      await select.click()
      await page.keyboard.type(typed)
      await list.locator('.ant-select-item-option', { hasText: option }).first().click()
    },
    picture: async (name: string): Promise<void> => {
      mkdirSync(artifacts, { recursive: true })
      await page.waitForTimeout(300)
      await page.screenshot({ path: join(artifacts, `references-${name}.png`) })
    },
  }
}

describe('the designer, for what a template names elsewhere', () => {
  const product = sharedProduct()
  const browser = sharedOffice()

  test('says what is gone where it is named, and offers what there is by its name', async () => {
    const admin = await product().as('admin1')
    await admin.call(kitsApi.install, { code: 'property', withSamples: false })
    const code = await draftNamingNothing(admin)
    const page = await browser().newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(`${product().url}/console/templates/${code}?as=admin1`)
    const { setting, param, list, choose, picture } = designerOf(page)

    await setting('flowCode').getByText('old-flow（已经没有）').waitFor()
    await page.getByText('没有已发布的流程「old-flow」').first().waitFor()
    await page.getByText('没有时效策略「old-policy」').first().waitFor()
    await setting('ruleSetCode').scrollIntoViewIfNeeded()
    await picture('1-gone')

    await choose(setting('flowCode'), '物业', '物业维修流程')
    await choose(setting('slaPolicyCode'), '标准', '标准')
    await setting('ruleSetCode').locator('.ant-select-clear').click({ force: true })
    await setting('ruleSetCode').click()
    await list.getByText('只有公司统一的结算规则，不用指定').waitFor()
    await picture('2-chosen')
    await page.keyboard.press('Escape')

    await page.locator('.td-centre-head .ant-segmented-item', { hasText: '规则' }).click()
    await page.locator('.td-rule-head').first().click()
    await param('teamId').getByText('old-team（已经没有）').waitFor()
    await param('skill').getByText('height（还没有人会）').waitFor()
    await page.getByText('规则 1「安排」：没有班组「old-team」').first().waitFor()
    await picture('3-rule')
    await choose(param('teamId'), '城西', '城西')
    await choose(param('partId'), '支架', '外机支架')
    await choose(param('skill'), '空调', '空调维修')
    await choose(param('to'), '建单', '建单人')
    await choose(param('templateId'), '咨询', '咨询')
    await page.getByText(/^已保存/).waitFor()
    await page.locator('.td-rule .td-wrong').waitFor({ state: 'detached' })
    await picture('4-right')

    await page.locator('[data-act="publish"]').click()
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await page.getByText('第 1 版，已发布').waitFor()
    const { items } = await admin.call(templatesApi.list, {})
    expect(items.find(one => one.code === code)?.body).toMatchObject({
      flowCode: 'property-repair',
      slaPolicyCode: 'standard',
      rules: [
        {
          // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
          then: [
            { teamId: 'team-west' },
            { partId: 'AC-BRACKET' },
            { skill: 'repair.aircon' },
            { to: 'creator' },
            { templateId: 'consultation' },
          ],
        },
      ],
    })
    expect(items.find(one => one.code === code)?.body).not.toHaveProperty('ruleSetCode')
    expect(errors).toEqual([])
  }, 120_000)
})

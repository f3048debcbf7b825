import type { Locator, Page } from 'playwright-core'
import { dispatchApi } from '../../shared/dispatch'
import { flowsApi } from '../../shared/flows/api'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import { choose, deskOf, drag, type Point, pointOf, sharedOffice } from '../support/office'
import { sharedProduct } from '../support/product'

const canvasOf = (page: Page) => {
  const node = (key: string): Locator => page.locator(`.react-flow__node[data-id="${key}"]`)
  const ways = page.locator('.react-flow__edge')
  return {
    node,
    ways,
    /** From the dot below a node to the dot above another. */
    draw: async (from: string, to: string): Promise<void> => {
      const count = await ways.count()
      const start = await pointOf(node(from).locator('.react-flow__handle.source'))
      await drag(page, start, () => pointOf(node(to).locator('.react-flow__handle.target')))
      await ways.nth(count).waitFor({ state: 'attached' })
    },
    /** Takes hold of a node and sets it down elsewhere. */
    move: async (key: string, by: Point): Promise<void> => {
      const from = await pointOf(node(key))
      await drag(page, from, async () => ({ x: from.x + by.x, y: from.y + by.y }))
    },
  }
}

describe('a flow, from the drawing to the decision', () => {
  const product = sharedProduct()
  const browser = sharedOffice()

  test('an approval is drawn before triage, holds a new ticket, and lets it go when agreed', async () => {
    const { page, errors, picture } = await deskOf(browser(), product().url, 'admin1', 'flows')
    const { node, ways, draw, move } = canvasOf(page)

    await page.locator('[data-act="new-flow"]').click()
    await page.getByLabel('流程名称').fill('先批后派')
    await page.getByRole('button', { name: '开始画' }).click()
    await node('accept').waitFor()
    expect(await ways.count()).toBe(5)

    await page.locator('[data-act="add-node"]').click()
    await page.getByRole('menuitem', { name: '审批' }).click()
    await node('approval1').waitFor()
    await page.getByText('发布前还有 3 处要改').waitFor()
    const fresh = await pointOf(node('approval1'))
    await move('approval1', { x: 40, y: 60 })
    const moved = await pointOf(node('approval1'))
    expect(Math.round(moved.x - fresh.x)).toBeGreaterThan(20)
    await picture('1-unconnected')

    // A problem leads to its place, away from what is chosen.
    await node('handle').click()
    await page.getByLabel('名称', { exact: true }).last().waitFor()
    await page.getByRole('button', { name: '走不到：从第一个节点没有连线通到这里' }).click()
    await page.locator('.pf-box.approval.chosen').waitFor()

    const [above, below] = [await pointOf(node('accept')), await pointOf(node('triage'))]
    await page.mouse.click(above.x, (above.y + below.y) / 2)
    await page.getByRole('heading', { name: '受理 → 分诊' }).waitFor()
    await page.keyboard.press('Delete')
    await ways.nth(4).waitFor({ state: 'detached' })
    await draw('accept', 'approval1')
    await draw('approval1', 'triage')
    await draw('approval1', 'end')
    await page.getByText('可以发布').waitFor()
    await picture('2-drawn')

    await node('approval1').click()
    await page.locator('.pf-panel input').first().fill('报价审批')
    await choose(page, page.locator('.pf-panel .ant-select').nth(0), '角色')
    await choose(page, page.locator('.pf-panel .ant-select').nth(1), '区域经理')
    await page.locator('[data-act="add-test"]').click()
    await picture('3-settings')

    // By keys: back to where it stood, and the settings are there again.
    await node('approval1').focus()
    const before = await pointOf(node('approval1'))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const stepped = await pointOf(node('approval1'))
    expect(stepped.x).toBeGreaterThan(before.x)
    await page.keyboard.press('Control+z')
    expect((await pointOf(node('approval1'))).x).toBeCloseTo(before.x, 0)
    await page.keyboard.press('Control+z')
    await page.locator('.td-test').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: '自动排列' }).click()
    await page.getByText('已保存').waitFor()
    await picture('4-tidy')
    await page.locator('[data-act="publish-flow"]').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /发\s*布/ })
      .click()
    await page.getByText('流程库').waitFor()
    const admin = await product().as('admin1')
    const { items } = await admin.call(flowsApi.library, {})
    const made = items.find(({ name }) => name === '先批后派')
    expect(made?.published?.versionNo).toBe(1)
    const flow = await admin.call(flowsApi.get, { id: made?.published?.id ?? '' })
    expect(flow.body.nodes.find(({ key }) => key === 'approval1')).toMatchObject({
      name: '报价审批',
      assignee: { by: 'role', role: 'manager' },
    })
    expect(flow.body.transitions.find(({ isRefusal }) => isRefusal)).toMatchObject({ from: 'approval1', to: 'end' })

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('tr', { hasText: '先批后派' }).getByRole('button', { name: '导出 BPMN' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('先批后派-第1版.bpmn')
    expect(errors).toEqual([])

    const draft = await admin.call(templatesApi.beginDraft, { copyOf: 'consultation', name: '要审批的咨询' })
    const saved = await admin.call(templatesApi.saveDraft, {
      code: draft.code,
      version: draft.version,
      name: draft.name,
      isPreset: false,
      body: { ...(draft.body as object), flowCode: flow.code },
    })
    const template = await admin.call(templatesApi.publish, { code: draft.code, version: saved.version })
    const sales = await product().as('sales1')
    const ticket = await sales.call(ticketsApi.create, { templateId: template.id, customerId: 'customer01' })
    expect(ticket).toMatchObject({ nodeName: '报价审批' })
    const dispatcher = await product().as('dispatcher1')
    const wish = { ticketId: ticket.id, engineerId: 'engineer5', version: ticket.version }
    expect((await dispatcher.refused(dispatchApi.assign, wish)).code).toBe('ticket.held')

    const office = await deskOf(browser(), product().url, 'manager1', 'flows')
    const row = office.page.locator('.pc-row', { hasText: ticket.number })
    await row.waitFor()
    await office.picture('5-waiting')
    await row.click()
    await office.page.getByRole('tab', { name: '流程' }).click()
    await office.page.locator('.pf-box.approval.active').waitFor()
    await office.picture('6-asked')
    await office.page.getByPlaceholder('审批意见；不同意要写原因').fill('可以')
    await office.page.getByRole('button', { name: /^同\s*意$/ }).click()
    await office.page.locator('.pf-box.approval.done').waitFor()
    await office.picture('7-agreed')
    expect(office.errors).toEqual([])

    const { version } = await dispatcher.call(ticketsApi.get, { id: ticket.id })
    const assigned = await dispatcher.call(dispatchApi.assign, { ...wish, version })
    expect(assigned).toBeTruthy()
    expect((await dispatcher.call(ticketsApi.get, { id: ticket.id })).status).toBe('assigned')
  }, 180_000)
})

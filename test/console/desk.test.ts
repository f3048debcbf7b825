import type { Page } from 'playwright-core'
import { deskOf, sharedOffice } from '../support/office'
import { sharedProduct } from '../support/product'

const KEY = 'paidan.console.session'

/** Makes parts of what the tab holds of its session unknown to the server. */
const spoil = async (page: Page, ...parts: ('token' | 'refreshToken')[]): Promise<void> => {
  const session = JSON.parse(await page.evaluate<string>(`sessionStorage.getItem('${KEY}')`))
  for (const part of parts) session[part] = 'unknown'
  await page.evaluate(`sessionStorage.setItem('${KEY}', ${JSON.stringify(JSON.stringify(session))})`)
}

/** The desk as a dispatcher works at it: by keyboard, in narrow windows, over a bad line. */
describe('the desk', () => {
  const product = sharedProduct()
  const browser = sharedOffice()
  const opened: Awaited<ReturnType<typeof deskOf>>[] = []
  const desk = async (who: string, path: string) => {
    const one = await deskOf(browser(), product().url, who, path)
    opened.push(one)
    await one.page.locator('.pc-page h1').waitFor()
    return one.page
  }
  afterEach(async () => {
    const errors = opened.flatMap(one => one.errors)
    await Promise.all(opened.splice(0).map(one => one.page.context().close()))
    expect(errors).toEqual([])
  })

  const rows = (page: Page) => page.locator('.pc-row')
  const ticket = (page: Page) => page.locator('.pc-ticket-head')

  test('by keyboard: a row opens, a question has the focus, and each gives it back', async () => {
    const page = await desk('dispatcher1', 'tickets')
    await page.getByRole('tab', { name: '待派单' }).click()
    await page.waitForURL(/status=open/)
    await rows(page).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const cancel = page.getByRole('button', { name: '取消工单' })
    await cancel.focus()
    await page.keyboard.press('Enter')
    const reason = page.getByRole('textbox', { name: '原因' })
    await reason.and(page.locator(':focus')).waitFor()

    await page.keyboard.type('客户不修了')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '继续编辑' }).click()
    expect(await reason.inputValue()).toBe('客户不修了')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '放弃修改' }).click()
    await reason.waitFor({ state: 'hidden' })
    await cancel.and(page.locator(':focus')).waitFor()

    await page.keyboard.press('Escape')
    await ticket(page).waitFor({ state: 'hidden' })
    await rows(page).first().and(page.locator(':focus')).waitFor()
  })

  test('a comment half written is there when the ticket is opened again', async () => {
    const page = await desk('dispatcher1', 'tickets')
    const comment = page.getByRole('textbox', { name: '写给同事或客户的话' })
    await rows(page).first().click()
    await comment.fill('客户说下午三点以后在家')
    await page.keyboard.press('Escape')
    await comment.waitFor({ state: 'hidden' })
    await rows(page).nth(1).click()
    expect(await comment.inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await comment.waitFor({ state: 'hidden' })
    await rows(page).first().click()
    expect(await comment.inputValue()).toBe('客户说下午三点以后在家')
    await page.getByRole('button', { name: '发送' }).click()
    await page.locator('.pc-timeline').getByText('客户说下午三点以后在家').waitFor()
    expect(await comment.inputValue()).toBe('')
  })

  test('a status that no quick choice means is named above the list', async () => {
    const page = await desk('dispatcher1', 'board')
    await page.getByRole('link', { name: '已出发' }).click()
    await page.getByRole('tab', { name: /^已出发/, selected: true }).waitFor()
    await page.getByRole('tab', { name: '全部' }).click()
    await page.getByRole('tab', { name: /^已出发/ }).waitFor({ state: 'hidden' })
  })

  test('a ticket that is no longer theirs is taken away, one that did not come can be asked for again', async () => {
    const page = await desk('dispatcher1', 'tickets')
    await rows(page).first().click()
    await ticket(page).waitFor()
    const answerWith = (status: number) =>
      page.route('**/api/tickets.get', route =>
        route.fulfill({ status, json: { error: { code: 'any', message: '没有找到该工单，或您没有查看权限' } } }),
      )
    const refresh = async () => {
      await page.getByRole('textbox', { name: '写给同事或客户的话' }).fill('请尽快联系')
      await page.getByRole('button', { name: '发送' }).click()
    }
    await answerWith(500)
    await Promise.all([page.waitForResponse('**/api/tickets.get'), refresh()])
    expect(await ticket(page).isVisible()).toBe(true)
    await page.unroute('**/api/tickets.get')
    await answerWith(404)
    await refresh()
    await page.getByText('没有找到该工单，或您没有查看权限').waitFor()
    await page.unroute('**/api/tickets.get')

    const held: (() => void)[] = []
    await page.route('**/api/tickets.get', async route => {
      await new Promise<void>(resolve => held.push(resolve))
      await route.continue()
    })
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.locator('.ant-drawer .ant-skeleton').waitFor()
    for (const go of held) go()
    await ticket(page).waitFor()
  })

  test('a session that ran out says so; a server that stumbles keeps everybody in', async () => {
    const page = await desk('dispatcher1', 'board')
    await spoil(page, 'token')
    await page.route('**/api/session.refresh', route => route.fulfill({ status: 503, json: {} }))
    await page.reload()
    await page.getByText('服务器暂时没有回应').first().waitFor()
    await page.unroute('**/api/session.refresh')
    await page.getByRole('button', { name: '再试一次' }).first().click()
    await page.getByText('超时未处理').waitFor()

    await spoil(page, 'token', 'refreshToken')
    await page.reload()
    await page.getByText('登录已过期').waitFor()
  })

  test.each([390, 640, 768])('no page is wider than a window of %i px', async width => {
    const page = await desk('admin1', 'board')
    await page.setViewportSize({ width, height: 844 })
    const tooWide: string[] = []
    for (const item of await page.locator('.pc-nav-item').all()) {
      await item.click()
      await page.locator('.pc-page h1').waitFor()
      await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' })
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      if (over > 0) tooWide.push(`${await item.textContent()} ${over}`)
    }
    expect(tooWide).toEqual([])
  })
})

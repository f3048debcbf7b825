import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { sharedBrowser } from './browser'
import { root } from './sources'

const artifacts = join(root, 'artifacts')

/** A browser for the console, which has to be built. */
export const sharedOffice = (): (() => Browser) => sharedBrowser('server/console/dist')

/** The console on an office screen, with the mouse that goes with it; `path` is a page of it. */
export const deskOf = async (browser: Browser, url: string, who: string, path: string) => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(`${url}/console/${path}?as=${who}`)
  return {
    page,
    errors,
    picture: async (name: string): Promise<void> => {
      mkdirSync(artifacts, { recursive: true })
      await page.waitForTimeout(400)
      await page.screenshot({ path: join(artifacts, `${path}-${name}.png`) })
    },
  }
}

export type Point = { x: number; y: number }

/** A point of an element: its middle, or nearer to an edge. */
export const pointOf = async (element: Locator, share: Point = { x: 0.5, y: 0.5 }): Promise<Point> => {
  await element.scrollIntoViewIfNeeded()
  const box = await element.boundingBox()
  if (!box) throw new Error('not in sight')
  return { x: box.x + box.width * share.x, y: box.y + box.height * share.y }
}

/** Press, move, release, as a hand does; where to is looked up once something is in the hand. */
export const drag = async (page: Page, from: Point, to: () => Promise<Point>): Promise<void> => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 })
  const end = await to()
  await page.mouse.move(end.x, end.y, { steps: 14 })
  await page.mouse.move(end.x, end.y + 1)
  await page.mouse.up()
}

export const choose = async (page: Page, select: Locator, option: string): Promise<void> => {
  const open = page.locator('.ant-select-dropdown:visible')
  await open.waitFor({ state: 'hidden' })
  await select.click()
  await open.locator('.ant-select-item-option', { hasText: option }).first().click()
}

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { shared } from './shared'
import { root } from './sources'

const artifacts = join(root, 'artifacts')

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser for a suite that looks at this front end, which has to be built. */
export const sharedBrowser = (built = 'miniapp/dist/h5'): (() => Browser) =>
  shared(
    async () => {
      if (!existsSync(join(root, built, 'index.html'))) throw new Error('build the front ends first: npm run build')
      return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
    },
    browser => browser.close(),
  )

/** Somebody with a phone of their own: their own storage, so their own login. */
export type Phone = {
  page: Page
  /** Opens a page of the mini-program. */
  open: (path: string) => Promise<void>
  tap: (id: string) => Promise<void>
  fill: (id: string, text: string) => Promise<void>
  /** The words of an element, once it is there. */
  read: (id: string) => Promise<string>
  sees: (words: string | RegExp) => Promise<void>
  picture: (name: string) => Promise<void>
  /** What went wrong in the page, if anything. */
  errors: string[]
}

/** Degrees in WGS-84, as a browser reports them. */
export type Standing = { latitude: number; longitude: number }

/** A phone logged in as `who`, standing somewhere. Pages stack up in H5, so an element is looked for among the visible. */
export const phoneOf = async (browser: Browser, url: string, who: string, at: Standing): Promise<Phone> => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
    permissions: ['geolocation'],
    geolocation: { ...at, accuracy: 30 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  const one = (id: string) => page.locator(`#${id}:visible`).last()
  return {
    page,
    errors,
    open: async path => {
      await page.goto(`${url}/?as=${who}#${path}`)
    },
    tap: id => one(id).tap(),
    // Taro's elements fill themselves in a moment after they appear.
    fill: (id, text) => one(id).locator('input, textarea').first().fill(text),
    read: async id => {
      await one(id).waitFor()
      return (await one(id).allInnerTexts()).join('\n').trim()
    },
    sees: async words => {
      await page.getByText(words).locator('visible=true').first().waitFor()
    },
    picture: async name => {
      mkdirSync(artifacts, { recursive: true })
      await page.waitForTimeout(400)
      await page.screenshot({ path: join(artifacts, `${name}.png`) })
    },
  }
}

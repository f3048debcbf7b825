import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import vm from 'node:vm'
import { type Outside, type Sent, stubWx } from './weappOutside'
import { type PageConfig, WeappPage } from './weappPage'

/** Clocks and polls wait longer than this; rendering and requests do not. */
const SOON_MS = 200

/** What the language had not yet on phones of 2021. */
const forgetting = `
  delete Object.hasOwn; delete Array.prototype.at; delete Array.prototype.findLast; delete String.prototype.replaceAll;
`

/**
 * Runs the built mini-program as WeChat would: its files in a bare context with a stub `wx`.
 * The context has only what the language itself brings, so whatever a phone lacks fails here too.
 */
export class Weapp {
  readonly sent: Sent[] = []
  readonly toasts: string[] = []
  readonly chatMessages: Record<string, unknown>[] = []
  readonly pages: WeappPage[] = []
  readonly errors: unknown[] = []
  isOffline = false
  private readonly root: string
  private readonly context: vm.Context
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly registered = new Map<string, PageConfig>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly pending = new Set<NodeJS.Timeout>()
  private registering: PageConfig | null = null

  constructor(root: string, outside: Outside) {
    this.root = root
    this.context = vm.createContext(this.globals(outside))
    if (outside.isOldPhone) vm.runInContext(forgetting, this.context)
  }

  /** Loads `app.js` and starts the app. */
  launch(): void {
    this.load(join(this.root, 'app.js'))
  }

  /** Opens a page as a link or a tap would, and waits until it is quiet. */
  async open(path: string, query: Record<string, string> = {}): Promise<WeappPage> {
    const page = this.show(path, query)
    await this.quiet()
    return page
  }

  /** What was sent to one endpoint, oldest first. */
  sentTo(name: string): Sent[] {
    return this.sent.filter(sent => sent.name === name)
  }

  /** Resolves when no request is open and nothing is about to run: several turns of the event loop without work. */
  async quiet(): Promise<void> {
    for (let calmTurns = 0; calmTurns < 5; ) {
      await new Promise(done => setImmediate(done))
      if (this.pending.size > 0) await new Promise(done => setTimeout(done, 1))
      calmTurns = this.pending.size === 0 ? calmTurns + 1 : 0
    }
  }

  /** Swiping a page away: the one before is shown again. */
  back(): void {
    this.pages.pop()?.stop()
    this.pages.at(-1)?.show()
  }

  close(): void {
    for (const page of this.pages.splice(0)) page.stop()
    for (const timer of this.timers) clearTimeout(timer)
  }

  private show(path: string, query: Record<string, string>): WeappPage {
    const clock = { quiet: () => this.quiet(), later: (run: () => void) => void this.later(run) }
    const page = new WeappPage(path, this.configOf(path), clock)
    this.pages.at(-1)?.hide()
    this.pages.push(page)
    page.start(this.revive(JSON.stringify(query)) as Record<string, string>)
    return page
  }

  /** A page's file runs once, however often the page is opened. */
  private configOf(path: string): PageConfig {
    this.load(join(this.root, `${path}.js`))
    const config = this.registered.get(path) ?? this.registering
    if (!config) throw new Error(`${path} registers no page`)
    this.registered.set(path, config)
    this.registering = null
    return config
  }

  private load(filename: string): unknown {
    const known = this.modules.get(filename)
    if (known) return known.exports
    const module = { exports: {} }
    this.modules.set(filename, module)
    const code = `(function (require, module, exports) {${readFileSync(filename, 'utf8')}\n})`
    const run = vm.runInContext(code, this.context, { filename })
    const fileOf = (path: string) => resolve(dirname(filename), path.endsWith('.js') ? path : `${path}.js`)
    run((path: string) => this.load(fileOf(path)), module, module.exports)
    return module.exports
  }

  private revive(json: string): unknown {
    return vm.runInContext('json => JSON.parse(json)', this.context)(json)
  }

  /** Like `setTimeout`; what is due soon counts as pending work. */
  private later(run: () => void, ms = 0): NodeJS.Timeout {
    const timer = setTimeout(() => {
      run()
      this.forget(timer)
    }, ms)
    this.timers.add(timer)
    if (ms < SOON_MS) this.pending.add(timer)
    return timer
  }

  private forget(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.pending.delete(timer)
    this.timers.delete(timer)
  }

  private go(how: 'push' | 'replace' | 'restart', path: string, query: Record<string, string>): void {
    if (how === 'replace') this.pages.pop()?.stop()
    if (how === 'restart') for (const page of this.pages.splice(0)) page.stop()
    this.show(path, query)
  }

  private globals(outside: Outside): Record<string, unknown> {
    const wx = stubWx({
      outside,
      storage: new Map(),
      isOffline: () => this.isOffline,
      note: sent => void this.sent.push(sent),
      say: toast => void this.toasts.push(toast),
      chat: message => void this.chatMessages.push(message),
      go: (how, path, query) => this.go(how, path, query),
      back: () => this.back(),
      later: run => void this.later(run),
      revive: json => this.revive(json),
    })
    const silent = () => undefined
    return {
      wx,
      App: (config: { onLaunch?: (options: object) => void }) =>
        config.onLaunch?.({ path: 'workbench/index', query: {}, scene: 1001 }),
      Page: (config: PageConfig) => {
        this.registering = config
      },
      Component: silent,
      Behavior: silent,
      getApp: () => ({}),
      getCurrentPages: () => this.pages.map(page => page.instance),
      setTimeout: (run: () => void, ms?: number) => this.later(run, ms),
      setInterval: (run: () => void, ms?: number) => {
        const timer = setInterval(run, ms)
        this.timers.add(timer)
        return timer
      },
      clearTimeout: (timer: NodeJS.Timeout) => this.forget(timer),
      clearInterval: (timer: NodeJS.Timeout) => this.forget(timer),
      console: { log: silent, info: silent, warn: silent, error: (...said: unknown[]) => this.errors.push(said) },
    }
  }
}

/** The built mini-program; build it first (`npx taro build --type weapp`). */
export const weappRoot = resolve('miniapp/dist/weapp')

export const isBuilt = (): boolean => existsSync(join(weappRoot, 'app.js'))

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import vm from 'node:vm'
import { type Node, type PageConfig, WeappPage } from './weappPage'

type Sent = { name: string; input: Record<string, unknown>; header: Record<string, string> }
type Reply = { status?: number; body: unknown } | 'no network'

/** How the outside looks to the mini-program: where it runs, and what each endpoint answers. */
export type Outside = {
  /** Answers by endpoint name; an endpoint nobody prepared gets a 404 refusal. */
  answers: Record<string, (input: Record<string, unknown>, sent: Sent) => unknown>
  /** `wxwork` inside WeCom. */
  environment?: 'wxwork'
  entry?: string
  externalUserId?: string
  scanned?: string
}

type RequestOptions = {
  url: string
  data: unknown
  header: Record<string, string>
  success: (answer: object) => void
  fail: (reason: object) => void
  complete?: (answer: object) => void
}

/** Clocks and polls wait longer than this; rendering and requests do not. */
const SOON_MS = 200

/** A refusal the way the server words it. */
export class Refused {
  readonly status: number
  readonly code: string
  readonly message: string
  constructor(status: number, code: string, message: string) {
    this.status = status
    this.code = code
    this.message = message
  }
}

const unheard = new Refused(404, 'request.unknown_endpoint', '没有这个接口，请刷新页面后重试')

/**
 * Runs the built mini-program as WeChat would: its files in a bare context with a stub `wx`.
 * The context has only what the language itself brings, so whatever a phone lacks fails here too.
 */
export class Weapp {
  readonly sent: Sent[] = []
  readonly toasts: string[] = []
  readonly storage = new Map<string, unknown>()
  readonly pages: WeappPage[] = []
  readonly chatMessages: Record<string, unknown>[] = []
  readonly errors: unknown[] = []
  isOffline = false
  private readonly root: string
  private readonly outside: Outside
  private readonly context: vm.Context
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly revive: (json: string) => unknown
  private readonly pending = new Set<NodeJS.Timeout>()
  private registering: PageConfig | null = null
  private readonly registered = new Map<string, PageConfig>()

  constructor(root: string, outside: Outside) {
    this.root = root
    this.outside = outside
    this.context = vm.createContext(this.globals())
    this.revive = vm.runInContext('json => JSON.parse(json)', this.context)
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

  private show(path: string, query: Record<string, string>): WeappPage {
    const page = new WeappPage(path, this.configOf(path), {
      quiet: () => this.quiet(),
      later: run => void this.later(run),
    })
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

  get top(): WeappPage {
    const page = this.pages[this.pages.length - 1]
    if (!page) throw new Error('no page is open')
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

  /** Like `setTimeout`; what is due soon counts as pending work. */
  private later(run: () => void, ms = 0): NodeJS.Timeout {
    const timer = setTimeout(() => {
      run()
      this.pending.delete(timer)
      this.timers.delete(timer)
    }, ms)
    this.timers.add(timer)
    if (ms < SOON_MS) this.pending.add(timer)
    return timer
  }

  private cancel(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.pending.delete(timer)
    this.timers.delete(timer)
  }

  close(): void {
    for (const page of this.pages.splice(0)) page.stop()
    for (const timer of this.timers) clearTimeout(timer)
  }

  private load(file: string): unknown {
    const known = this.modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    this.modules.set(file, module)
    const run = vm.runInContext(
      `(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`,
      this.context,
      {
        filename: file,
      },
    )
    run(
      (path: string) => this.load(resolve(dirname(file), path.endsWith('.js') ? path : `${path}.js`)),
      module,
      module.exports,
    )
    return module.exports
  }

  private globals(): Record<string, unknown> {
    return {
      wx: this.wx(),
      App: (config: { onLaunch?: (options: object) => void; onShow?: (options: object) => void }) => {
        const options = { path: 'workbench/index', query: {}, scene: 1001 }
        config.onLaunch?.(options)
        config.onShow?.(options)
      },
      Page: (config: PageConfig) => {
        this.registering = config
      },
      Component: () => undefined,
      Behavior: () => undefined,
      getApp: () => ({}),
      getCurrentPages: () => this.pages.map(page => page.instance),
      setTimeout: (run: () => void, ms?: number) => this.later(run, ms),
      setInterval: (run: () => void, ms?: number) => {
        const timer = setInterval(run, ms)
        this.timers.add(timer)
        return timer
      },
      clearTimeout: (timer: NodeJS.Timeout) => this.cancel(timer),
      clearInterval: (timer: NodeJS.Timeout) => this.cancel(timer),
      console: {
        log: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: (...said: unknown[]) => this.errors.push(said),
      },
    }
  }

  private answer(sent: Sent): Reply {
    if (this.isOffline) return 'no network'
    const answer = this.outside.answers[sent.name]
    const body = answer ? answer(sent.input, sent) : unheard
    if (!(body instanceof Refused)) return { body }
    return { status: body.status, body: { error: { code: body.code, message: body.message, details: {} } } }
  }

  private request(options: RequestOptions): object {
    const name = options.url.split('/api/')[1] ?? options.url
    const sent: Sent = {
      name,
      input: JSON.parse(typeof options.data === 'string' ? options.data : JSON.stringify(options.data ?? {})),
      header: { ...options.header },
    }
    this.sent.push(sent)
    const reply = this.answer(sent)
    this.later(() => {
      const result =
        reply === 'no network'
          ? { errMsg: 'request:fail' }
          : { statusCode: reply.status ?? 200, data: this.revive(JSON.stringify(reply.body)), header: {} }
      if (reply === 'no network') options.fail(result)
      else options.success(result)
      options.complete?.(result)
    })
    return { abort: () => undefined }
  }

  private wx(): Record<string, unknown> {
    const gives =
      (result: object) =>
      (options: { success?: (result: object) => void; complete?: (result: object) => void } = {}) => {
        options.success?.(result)
        options.complete?.(result)
      }
    const opens =
      (how: 'push' | 'replace' | 'restart') => (options: { url: string; success?: (r: object) => void }) => {
        const [path = '', words = ''] = options.url.replace(/^\//, '').split('?')
        if (how !== 'push') this.pages.pop()?.stop()
        if (how === 'restart') for (const page of this.pages.splice(0)) page.stop()
        this.waiting += 1
        setTimeout(() => {
          this.waiting -= 1
          void this.open(path, Object.fromEntries(new URLSearchParams(words)))
          options.success?.({})
        }, 1)
      }
    const { environment, entry, externalUserId, scanned } = this.outside
    const qy = {
      login: gives({ code: 'code-from-wecom' }),
      getContext: gives({ entry: entry ?? 'normal' }),
      getCurExternalContact: gives({ userId: externalUserId ?? '' }),
      sendChatMessage: (message: Record<string, unknown> & { success?: (r: object) => void }) => {
        this.chatMessages.push(message)
        message.success?.({})
      },
    }
    return {
      ...(environment ? { qy } : {}),
      request: (options: RequestOptions) => this.request(options),
      login: gives({ code: 'code-from-wechat' }),
      scanCode: gives({ result: scanned ?? '' }),
      getLocation: gives({ latitude: 31.2, longitude: 121.6, accuracy: 20 }),
      getSystemInfoSync: () => ({
        environment,
        windowWidth: 390,
        windowHeight: 844,
        pixelRatio: 3,
        platform: 'ios',
        SDKVersion: '3.6.0',
      }),
      getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000000000000000' } }),
      getStorageSync: (key: string) => this.storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => this.storage.set(key, this.revive(JSON.stringify(value))),
      removeStorageSync: (key: string) => this.storage.delete(key),
      showToast: (options: { title: string; success?: (r: object) => void }) => {
        this.toasts.push(options.title)
        options.success?.({})
      },
      setClipboardData: gives({}),
      navigateTo: opens('push'),
      redirectTo: opens('replace'),
      reLaunch: opens('restart'),
      navigateBack: () => this.pages.pop()?.stop(),
      onWindowResize: () => undefined,
      offWindowResize: () => undefined,
      canIUse: () => true,
      nextTick: (run: () => void) => this.later(run),
    }
  }
}

/** The built mini-program; build it first (`npx taro build --type weapp`). */
export const weappRoot = resolve('miniapp/dist/weapp')

export const isBuilt = (): boolean => existsSync(join(weappRoot, 'app.js'))

export type { Node, Sent }

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isBuilt, Weapp, weappRoot } from './weapp'
import type { Outside } from './weappOutside'

const root = resolve('.')
const sources = ['miniapp', 'shared', 'config/index.ts', 'config/dev.ts', 'config/prod.ts', 'babel.config.js']
const notSources = new Set(['dist', 'node_modules'])

/** Every file below, without built and installed ones. */
export const filesBelow = (path: string): string[] => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter(name => !notSources.has(name))
    .flatMap(name => filesBelow(join(path, name)))
}

const newestMs = (paths: string[]): number => Math.max(...paths.map(path => statSync(path).mtimeMs))

const isFresh = (): boolean =>
  isBuilt() &&
  statSync(join(weappRoot, 'app.js')).mtimeMs > newestMs(sources.flatMap(path => filesBelow(join(root, path))))

const lock = join(root, 'miniapp/dist/.building')
const WAIT_MS = 500
/** Longer than any build: a lock that old was left behind. */
const STALE_MS = 5 * 60_000

const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

const takeLock = (): void => {
  mkdirSync(join(root, 'miniapp/dist'), { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      return
    } catch {
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > STALE_MS) rmdirSync(lock)
      pause(WAIT_MS)
    }
  }
}

/** Builds the mini-program unless the build at hand is newer than every source; workers wait for one another. */
const builtWeapp = (): string => {
  if (isFresh()) return weappRoot
  takeLock()
  try {
    if (!isFresh()) {
      const taro = join(root, 'node_modules/@tarojs/cli/bin/taro')
      execFileSync(process.execPath, [taro, 'build', '--type', 'weapp'], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', TARO_ENV: 'weapp' },
        stdio: 'pipe',
      })
    }
  } finally {
    rmdirSync(lock)
  }
  return weappRoot
}

const BUILD_MS = 300_000

/** Starts the built mini-program for one test at a time, and closes it after the test. */
export const weappStarter = (): ((outside: Outside) => Weapp) => {
  let root: string
  let app: Weapp | null = null
  beforeAll(() => {
    root = builtWeapp()
  }, BUILD_MS)
  afterEach(() => {
    app?.close()
    app = null
  })
  return outside => {
    app = new Weapp(root, outside)
    app.launch()
    return app
  }
}

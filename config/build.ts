import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { compile, server } from './compile'

const root = resolve(__dirname, '..')

type FrontEnd = {
  name: string
  /** The workspace whose packages build it. */
  workspace: string
  tool: string
  args: readonly string[]
  /** Where the build runs. */
  cwd: string
  output: string
  sources: readonly string[]
  /** Only with `--all`: the server does not serve it. */
  isExtra?: true
}

const taro = { workspace: 'miniapp', tool: '@tarojs/cli', cwd: '.' }
const taroSources = ['miniapp', 'shared', 'config/index.ts', 'config/prod.ts', 'babel.config.js', 'package.json']

const frontEnds: readonly FrontEnd[] = [
  {
    ...taro,
    name: '手机端 H5',
    args: ['build', '--type', 'h5'],
    output: 'miniapp/dist/h5/index.html',
    sources: taroSources,
  },
  {
    ...taro,
    name: '小程序',
    args: ['build', '--type', 'weapp'],
    output: 'miniapp/dist/weapp/app.json',
    sources: [...taroSources, 'project.config.json'],
    isExtra: true,
  },
  {
    name: '管理台',
    workspace: 'server/console',
    tool: 'vite',
    args: ['build', '--logLevel', 'warn'],
    cwd: 'server/console',
    output: 'server/console/dist/index.html',
    sources: ['server/console', 'shared'],
  },
]

const skipped = ['node_modules', 'dist']

/** When anything at or below `path` was last written, epoch ms. */
const newest = (path: string): number => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path).filter(name => !skipped.includes(name) && !name.startsWith('.'))
  return Math.max(0, ...inside.map(name => newest(join(path, name))))
}

const isUpToDate = ({ output, sources }: Pick<FrontEnd, 'output' | 'sources'>): boolean => {
  const built = statSync(join(root, output), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return built > Math.max(...sources.map(source => newest(join(root, source))))
}

/** The script behind a package's one command; null where it is not installed, as after `npm ci --omit=dev`. */
const commandOf = ({ workspace, tool }: FrontEnd): string | null => {
  try {
    const file = createRequire(join(root, workspace, 'package.json')).resolve(`${tool}/package.json`)
    const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: string | Record<string, string> }
    return join(dirname(file), typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''))
  } catch {
    return null
  }
}

/** Runs to its end; resolves to what it said when it failed, to null when it did not. Both tools build for production unless `NODE_ENV` says otherwise. */
const run = (command: string, { args, cwd }: FrontEnd): Promise<string | null> =>
  new Promise(settle => {
    const child = spawn(process.execPath, [command, ...args], { cwd: join(root, cwd) })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
    child.on('error', error => settle(String(error)))
    child.on('close', code => settle(code === 0 ? null : said))
  })

const say = (words: string): void => void process.stdout.write(words)

const build = async (frontEnd: FrontEnd): Promise<void> => {
  const { name, output } = frontEnd
  const command = commandOf(frontEnd)
  if (!command) {
    const hasOld = existsSync(join(root, output))
    return say(`${name}：没有安装构建工具，${hasOld ? '沿用上次构建的页面' : '页面暂不可用'}\n`)
  }
  say(`${name}：正在构建 …\n`)
  const startedAt = Date.now()
  const failure = await run(command, frontEnd)
  if (failure !== null) throw new Error(`${name}构建失败\n${failure}`)
  if (!existsSync(join(root, output))) throw new Error(`${name}构建结束，但没有产出 ${output}`)
  say(`${name}：完成，${Math.round((Date.now() - startedAt) / 1000)} 秒\n`)
}

/**
 * Tools side by side, what one of them builds in turn: it keeps one cache. All are finished before the first failure is
 * told.
 */
const buildAll = async (due: readonly FrontEnd[]): Promise<void> => {
  const tools = [...new Set(due.map(({ tool }) => tool))]
  const ends = await Promise.allSettled(
    tools.map(async tool => {
      for (const frontEnd of due.filter(one => one.tool === tool)) await build(frontEnd)
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/**
 * Compiles the server and builds every front end where sources are newer than the output; everything with `--all`, the
 * server alone with `--server`. Says nothing when there is nothing to do.
 */
const main = async (): Promise<void> => {
  const isAll = process.argv.includes('--all')
  if (isAll || !isUpToDate({ ...server, output: server.main })) await compile(server.sources)
  if (process.argv.includes('--server')) return
  await buildAll(frontEnds.filter(one => isAll || !(one.isExtra || isUpToDate(one))))
}

main().catch(error => {
  process.stderr.write(`\n${(error as Error).message}\n`)
  process.exit(1)
})

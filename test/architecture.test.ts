import { readdirSync } from 'node:fs'
import { capabilities } from '../server/capabilities'
import { root, type Source, sourcesOf } from './support/sources'

/** Server folders that know no capability. */
const plumbing = ['audit', 'console', 'db', 'demo', 'http', 'operator', 'queue']
const grammar = [
  'capability',
  'routes',
  'actions',
  'rules',
  'store',
  'view',
  'jobs',
  'client',
  'envelope',
  'migrations',
]

const order = capabilities.map(capability => capability.name)
const server = sourcesOf('server').filter(({ path }) => !path.startsWith('server/console/'))

/** `tickets` of `server/tickets/list/store.ts`; null for plumbing and for the files of the process itself. */
const capabilityOf = (path: string): string | null => {
  const [top, folder, ...rest] = path.split('/')
  return top === 'server' && folder && rest.length > 0 && !plumbing.includes(folder) ? folder : null
}
const inCapabilities = server.filter(({ path }) => capabilityOf(path) !== null)
const nameOf = (path: string): string =>
  path
    .split('/')
    .at(-1)
    ?.replace(/\.tsx?$/, '') ?? ''
const offences = (sources: readonly Source[], isOffence: (source: Source, from: string, isType: boolean) => boolean) =>
  sources.flatMap(source =>
    source.imports.filter(one => isOffence(source, one.from, one.isType)).map(one => `${source.path} -> ${one.from}`),
  )

describe('the house', () => {
  test('has no rooms but those on the plan', () => {
    const rooms = readdirSync(root).filter(
      name => !name.startsWith('.') && !['node_modules', 'data', 'artifacts'].includes(name),
    )
    const tools = ['babel.config.js', 'biome.json', 'jest.config.mjs', 'package-lock.json', 'README.zh-CN.md']
    const plan = [
      'miniapp',
      'server',
      'shared',
      'config',
      'test',
      'package.json',
      'tsconfig.json',
      'project.config.json',
      'README.md',
    ]
    expect(rooms.filter(room => ![...plan, ...tools].includes(room))).toEqual([])
  })

  test('keeps shared pure: no server, no client, no Node', () => {
    const isForeign = (_: Source, from: string) =>
      /^(server|miniapp|config|test)\b|^node:|^@tarojs|^koa|^typeorm/.test(from)
    expect(offences(sourcesOf('shared'), isForeign)).toEqual([])
  })

  test('lets both front ends import nothing of ours but shared', () => {
    const isForeign = (source: Source, from: string) => {
      const own = source.path.startsWith('miniapp/') ? 'miniapp/' : 'server/console/'
      return /^(server|miniapp|config|test)\//.test(from) && !from.startsWith(own)
    }
    expect(offences(sourcesOf('miniapp', 'server/console'), isForeign)).toEqual([])
  })

  test('lets nobody import a front end, the tests or, but for the demo start, the demo', () => {
    const isForeign = (source: Source, from: string) =>
      /^(miniapp|server\/console|test)\//.test(from) ||
      (/^server\/demo\//.test(from) && !source.path.startsWith('server/demo/'))
    expect(offences(server, isForeign)).toEqual(['server/main.ts -> server/demo/demo'])
  })

  test('reads the environment in one place', () => {
    const reads = (sources: Source[], reading: RegExp) =>
      sources.filter(({ text }) => reading.test(text)).map(({ path }) => path)
    const server = sourcesOf('server', 'shared', 'config').filter(
      ({ path }) => !/^config\/(index|dev|prod)\.ts$/.test(path),
    )
    expect(reads(server, /process\.env\b/)).toEqual(['config/server.ts'])
    expect(reads(sourcesOf('miniapp'), /process\.env\.(?!TARO_|NODE_ENV)/)).toEqual([])
  })
})

describe('a capability', () => {
  test('is listed if it has a folder', () => {
    expect(
      [...new Set(inCapabilities.map(({ path }) => capabilityOf(path)))].filter(name => name && !order.includes(name)),
    ).toEqual([])
  })

  test('has the file names of the grammar and no others', () => {
    expect(inCapabilities.map(source => source.path).filter(path => !grammar.includes(nameOf(path)))).toEqual([])
  })

  test('calls others only through their actions, and only downward; upward goes by events', () => {
    const isForbidden = (source: Source, from: string, isType: boolean) => {
      const [mine, theirs] = [capabilityOf(source.path), capabilityOf(from)]
      if (!mine || !theirs || mine === theirs) return false
      if (order.indexOf(theirs) > order.indexOf(mine)) return true
      // Whoever reaches outside must tell the outside's errors apart.
      const isOutside = ['client', 'jobs'].includes(nameOf(source.path)) && /\/(client|errors\/rules)$/.test(from)
      return !isType && nameOf(from) !== 'actions' && !isOutside
    }
    expect(offences(inCapabilities, isForbidden)).toEqual([])
  })

  test('decides without effects: rules import only shared, other rules and types', () => {
    const isEffect = (_: Source, from: string, isType: boolean) =>
      !isType && !from.startsWith('shared/') && from.startsWith('server/') && nameOf(from) !== 'rules'
    expect(
      offences(
        inCapabilities.filter(({ path }) => nameOf(path) === 'rules'),
        isEffect,
      ),
    ).toEqual([])
  })

  test('never reads a clock or rolls a die in a rule, a view or an action', () => {
    const impure = /\bDate\.now\(\)|new Date\(\)|Math\.random\(\)/
    const pure = inCapabilities.filter(({ path }) => ['rules', 'view', 'actions'].includes(nameOf(path)))
    expect([...pure, ...sourcesOf('shared')].filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual(
      [],
    )
  })

  test('reaches outside only from jobs and before a transaction: actions never import a client', () => {
    const isClient = (source: Source, from: string, isType: boolean) =>
      !isType && ['actions', 'store', 'rules', 'view'].includes(nameOf(source.path)) && nameOf(from) === 'client'
    expect(offences(inCapabilities, isClient)).toEqual([])
  })
})

test('no file imports itself by a detour', () => {
  const graph = new Map(
    sourcesOf('shared', 'server').map(source => [
      source.path.replace(/\.tsx?$/, ''),
      source.imports.filter(one => !one.isType && !one.isDynamic).map(one => one.from),
    ]),
  )
  const done = new Set<string>()
  const cycleFrom = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return null
    for (const next of graph.get(path) ?? []) {
      const found = cycleFrom(next, [...trail, path])
      if (found) return found
    }
    done.add(path)
    return null
  }
  expect([...graph.keys()].map(path => cycleFrom(path, [])).find(Boolean) ?? null).toBeNull()
})

test('no file has outgrown its room', () => {
  const tooLong = sourcesOf('shared', 'server', 'miniapp', 'config').filter(({ text }) => text.split('\n').length > 250)
  expect(tooLong.map(source => source.path)).toEqual([])
})

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { root } from '../../server/root'

export { root }

export type Import = { from: string; isType: boolean; isDynamic: boolean }
export type Source = { path: string; text: string; imports: Import[] }

const skipped = new Set(['node_modules', 'dist', 'data', 'artifacts', '.git'])

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })

const STATIC = /^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+'([^']+)'|^import\s+'([^']+)'/gm
const DYNAMIC = /(?:import|require)\('([^']+)'\)/g

/** A name list whose every name is marked `type` imports nothing at run time. */
const namesOnlyTypes = (names: string): boolean =>
  /^\{[^}]*\}$/.test(names) &&
  names
    .replace(/[{}]/g, '')
    .split(',')
    .every(name => !name.trim() || /^type\s/.test(name.trim()))

const importsOf = (text: string): Import[] => [
  ...[...text.matchAll(STATIC)].map(([, type, names = '', from, bare]) => ({
    from: from ?? bare ?? '',
    isType: Boolean(type) || namesOnlyTypes(names),
    isDynamic: false,
  })),
  ...[...text.matchAll(DYNAMIC)].map(([, from = '']) => ({ from, isType: false, isDynamic: true })),
]

/** Our TypeScript below a top-level folder, with what each file imports; inner imports as paths from the root, without ending. */
export const sourcesOf = (...folders: string[]): Source[] =>
  folders.flatMap(folder =>
    filesBelow(join(root, folder)).map(file => {
      const text = readFileSync(file, 'utf8')
      const resolve = (from: string) => (from.startsWith('.') ? posix(relative(root, join(dirname(file), from))) : from)
      return {
        path: posix(relative(root, file)),
        text,
        imports: importsOf(text).map(one => ({ ...one, from: resolve(one.from) })),
      }
    }),
  )

const posix = (path: string): string => path.split(sep).join('/')

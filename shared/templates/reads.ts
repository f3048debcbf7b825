import type { Logic } from './conditions'
import { operationOf, overItems } from './logic'

/** Which answers an expression looks at, by key; `isAll` when it looks at all of them or its paths are computed. */
export type Reads = { keys: ReadonlySet<string>; isAll: boolean }

/** Names in conditions that are no answers. */
export const reservedKeys = ['ticket', 'customer', 'device', 'regionCode'] as const

const itemWise: ReadonlySet<string> = new Set(overItems)

type Found = { keys: Set<string>; isAll: boolean }

const readPath = (path: Logic, found: Found): void => {
  if (path === null || path === undefined || path === '') found.isAll = true
  else if (typeof path === 'object') {
    found.isAll = true
    walk(path, found)
  } else found.keys.add(String(path).split('.')[0] ?? '')
}

const readPaths = (paths: Logic, found: Found): void => {
  for (const path of Array.isArray(paths) ? paths : [paths]) readPath(path, found)
}

/** A computed list of keys may name any of them. */
const readers: Readonly<Record<string, (args: readonly Logic[], found: Found) => void>> = {
  var: ([path, ...fallback], found) => {
    readPath(path, found)
    for (const other of fallback) walk(other, found)
  },
  missing: (args, found) => {
    for (const arg of args) readPaths(arg, found)
  },
  missing_some: ([needed, paths], found) => {
    walk(needed, found)
    readPaths(paths, found)
  },
}

const walk = (logic: Logic, found: Found): void => {
  if (Array.isArray(logic)) {
    for (const item of logic) walk(item, found)
    return
  }
  const operation = operationOf(logic)
  if (!operation) return
  const { name, args } = operation
  if (Object.hasOwn(readers, name)) readers[name]?.(args, found)
  // In the second argument over items `var` means a part of the item.
  else for (const [at, arg] of args.entries()) if (!(itemWise.has(name) && at === 1)) walk(arg, found)
}

export const readsOf = (...expressions: Logic[]): Reads => {
  const found: Found = { keys: new Set(), isAll: false }
  for (const logic of expressions) walk(logic, found)
  return found
}

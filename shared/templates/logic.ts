import type { Logic } from './conditions'

export type Operation = { name: string; args: readonly Logic[] }

/** An object with exactly one key is an operation; a single argument may stand without its brackets. */
export const operationOf = (logic: Logic): Operation | null => {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return null
  const [name, ...others] = Object.keys(logic)
  if (name === undefined || others.length > 0) return null
  const args = (logic as Record<string, Logic>)[name]
  return { name, args: Array.isArray(args) ? args : [args] }
}

/** Levels of JSON; an operation with its list of arguments takes two. */
const MAX_DEPTH = 64
const MAX_NODES = 5_000

/** How many nodes a tree has; null as soon as it is too deep or too large. */
export const sizeOfLogic = (logic: Logic): number | null => {
  let nodes = 0
  const fits = (node: Logic, depth: number): boolean => {
    nodes += 1
    if (nodes > MAX_NODES || depth > MAX_DEPTH) return false
    if (typeof node !== 'object' || node === null) return true
    return Object.values(node).every(child => fits(child, depth + 1))
  }
  return fits(logic, 0) ? nodes : null
}

/** Operators whose second argument is computed once per item, with the item as its data. */
export const overItems = ['filter', 'map', 'reduce', 'all', 'none', 'some'] as const

import type { Database, Tx } from './database'

/** What one statement may ask for. */
const MOST_AT_ONCE = 200

type Load<Value> = (tx: Tx, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>
type LookUp<Value> = (key: string) => Promise<Value | null>

/**
 * Looks up by key for many at once, outside any transaction: what is asked in the same turn of the event loop goes in
 * one `load`, so a hundred requests that arrive together cost one round trip. A key that `load` does not return is null.
 */
export const gathered = <Value>(load: Load<Value>): ((db: Database, key: string) => Promise<Value | null>) => {
  const byDatabase = new WeakMap<Database, LookUp<Value>>()
  return (db, key) => {
    const lookUp = byDatabase.get(db) ?? gatheredFrom(db, load)
    byDatabase.set(db, lookUp)
    return lookUp(key)
  }
}

const gatheredFrom = <Value>({ reader }: Database, load: Load<Value>): LookUp<Value> => {
  let batch: { keys: Set<string>; found: Promise<ReadonlyMap<string, Value>> } | null = null
  const open = () => {
    const keys = new Set<string>()
    const found = new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      if (batch?.keys === keys) batch = null
      return load(reader, [...keys])
    })
    return { keys, found }
  }
  return async key => {
    if (!batch || batch.keys.size >= MOST_AT_ONCE) batch = open()
    batch.keys.add(key)
    return (await batch.found).get(key) ?? null
  }
}

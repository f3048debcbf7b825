import type { FileView } from '../../shared/tickets/views'

/** Answers keep ids alone. What they are called, and where a file can be seen, is remembered here while the app runs. */
export type KnownFile = Pick<FileView, 'id' | 'name' | 'mime'> & { path: string }
export type Known = { names: Record<string, string>; files: Record<string, KnownFile> }

const names = new Map<string, string>()
const files = new Map<string, KnownFile>()

export const rememberName = (id: string, name: string): void => void names.set(id, name)
export const rememberFile = (file: KnownFile): void => void files.set(file.id, file)

export const nameOf = (id: string): string | undefined => names.get(id)
export const fileOf = (id: string): KnownFile | undefined => files.get(id)

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What is known of the ids in a value, to be kept beside it. */
export const knownIn = (value: unknown): Known => {
  const ids = textsIn(value)
  return {
    names: Object.fromEntries(ids.flatMap(id => (names.has(id) ? [[id, names.get(id) ?? '']] : []))),
    files: Object.fromEntries(ids.flatMap(id => (files.has(id) ? [[id, files.get(id) as KnownFile]] : []))),
  }
}

export const rememberAll = (known: Known): void => {
  for (const [id, name] of Object.entries(known.names)) rememberName(id, name)
  for (const file of Object.values(known.files)) rememberFile(file)
}

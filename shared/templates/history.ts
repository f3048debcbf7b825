/** Where in a document: names of properties and places in lists. */
export type Path = readonly (string | number)[]

/** The four changes that every edit is made of; each has one that takes it back. */
export type Patch =
  /** `undefined` takes the property away. */
  | { op: 'set'; path: Path; value: unknown }
  | { op: 'insert'; path: Path; at: number; value: unknown }
  | { op: 'remove'; path: Path; at: number }
  | { op: 'move'; path: Path; from: number; to: number }

/** One thing that somebody does. */
export type Edit<Name extends string = string> = {
  name: Name
  patches: readonly Patch[]
  /** Letters of one text: those that follow each other closely are one step. */
  isTyping?: boolean | undefined
}

type Step<Name extends string> = Edit<Name> & { inverse: readonly Patch[]; atMs: number }

/** A document with the way it came about and what was taken back. */
export type History<Document, Name extends string = string> = {
  document: Document
  past: readonly Step<Name>[]
  future: readonly Step<Name>[]
}

/** Somebody who pauses this long begins a new step. */
const TYPING_PAUSE_MS = 1000

type Node = Record<string | number, unknown>

const changedAt = (node: unknown, [first, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (first === undefined) return change(node)
  const value = changedAt((node as Node)[first], rest, change)
  if (Array.isArray(node)) return node.with(Number(first), value)
  const { [first]: _, ...others } = node as Node
  return value === undefined ? others : { ...(node as Node), [first]: value }
}

const at = (node: unknown, path: Path): unknown => path.reduce((found, name) => (found as Node)[name], node)

const changes: { [Op in Patch['op']]: (patch: Extract<Patch, { op: Op }>) => (value: unknown) => unknown } = {
  set:
    ({ value }) =>
    () =>
      value,
  insert:
    ({ at, value }) =>
    list =>
      (list as unknown[]).toSpliced(at, 0, value),
  remove:
    ({ at }) =>
    list =>
      (list as unknown[]).toSpliced(at, 1),
  move:
    ({ from, to }) =>
    list =>
      (list as unknown[]).toSpliced(from, 1).toSpliced(to, 0, (list as unknown[])[from]),
}

const inverseOf = (document: unknown, patch: Patch): Patch => {
  const { path } = patch
  if (patch.op === 'set') return { op: 'set', path, value: at(document, path) }
  if (patch.op === 'insert') return { op: 'remove', path, at: patch.at }
  if (patch.op === 'move') return { op: 'move', path, from: patch.to, to: patch.from }
  return { op: 'insert', path, at: patch.at, value: (at(document, path) as unknown[])[patch.at] }
}

const applyOne = (document: unknown, patch: Patch): unknown =>
  changedAt(document, patch.path, (changes[patch.op] as (patch: Patch) => (value: unknown) => unknown)(patch))

/** The document after the patches, and the patches that lead back. Untouched parts are the same objects. */
export const applyPatches = <Document>(
  document: Document,
  patches: readonly Patch[],
): { document: Document; inverse: Patch[] } => {
  let changed: unknown = document
  const inverse: Patch[] = []
  for (const patch of patches) {
    inverse.unshift(inverseOf(changed, patch))
    changed = applyOne(changed, patch)
  }
  return { document: changed as Document, inverse }
}

const isIdle = (document: unknown, patches: readonly Patch[]): boolean =>
  patches.every(patch => patch.op === 'set' && Object.is(at(document, patch.path), patch.value))

const isOfSameText = (a: Edit, b: Edit): boolean =>
  Boolean(a.isTyping && b.isTyping) && JSON.stringify(a.patches.map(pathOf)) === JSON.stringify(b.patches.map(pathOf))
const pathOf = ({ op, path }: Patch) => [op, ...path]

export const beginHistory = <Document, Name extends string = string>(document: Document): History<Document, Name> => ({
  document,
  past: [],
  future: [],
})

/** Does it and forgets what had been taken back. What changes nothing is no step. */
export const perform = <Document, Name extends string>(
  history: History<Document, Name>,
  edit: Edit<Name>,
  atMs: number,
): History<Document, Name> => {
  if (isIdle(history.document, edit.patches)) return history
  const { document, inverse } = applyPatches(history.document, edit.patches)
  const last = history.past.at(-1)
  const goesOn =
    last !== undefined && history.future.length === 0 && atMs - last.atMs < TYPING_PAUSE_MS && isOfSameText(last, edit)
  const step: Step<Name> = { ...edit, inverse: goesOn ? last.inverse : inverse, atMs }
  return { document, past: [...(goesOn ? history.past.slice(0, -1) : history.past), step], future: [] }
}

export const undo = <Document, Name extends string>(history: History<Document, Name>): History<Document, Name> => {
  const step = history.past.at(-1)
  if (!step) return history
  const { document } = applyPatches(history.document, step.inverse)
  return { document, past: history.past.slice(0, -1), future: [step, ...history.future] }
}

export const redo = <Document, Name extends string>(history: History<Document, Name>): History<Document, Name> => {
  const [step, ...future] = history.future
  if (!step) return history
  const { document, inverse } = applyPatches(history.document, step.patches)
  // Typing after a redo is a new step: the pause has been broken.
  const again = { ...step, inverse, isTyping: false }
  return { document, past: [...history.past, again], future }
}

import type { Logic } from '../../../../../shared/templates/conditions'
import { operationOf } from '../../../../../shared/templates/logic'
import { constants, infix, isItemWise, signOfFunction } from './signs'

/** What the parts of a formula are called. */
export type Naming = {
  /** A key or path as people call it. */
  nameOf: (path: string) => string
  /** Undefined when nothing is called that. */
  pathOf: (name: string) => string | undefined
}

/** Whatever is no operation stands for itself. */
const ATOM = 9

type Printed = { text: string; binds: number }
const atom = (text: string): Printed => ({ text, binds: ATOM })

const wordOf = (value: unknown): string | undefined =>
  Object.entries(constants).find(([, constant]) => constant === value)?.[0]

const constantIn = (logic: Logic, naming: Naming): Printed | null => {
  if (typeof logic === 'number') return logic < 0 ? { text: String(logic), binds: 6 } : atom(String(logic))
  if (typeof logic === 'string') return logic.includes('"') ? null : atom(`"${logic}"`)
  if (Array.isArray(logic)) {
    const items = logic.map(item => printed(item, naming))
    return items.every(item => item !== null) ? atom(`[${items.map(({ text }) => text).join(', ')}]`) : null
  }
  const word = wordOf(logic)
  return word === undefined ? null : atom(word)
}

const within = (part: Printed, binds: number): string => (part.binds < binds ? `(${part.text})` : part.text)

const printed = (logic: Logic, naming: Naming): Printed | null => {
  const operation = operationOf(logic)
  if (!operation) return constantIn(logic, naming)
  const { name, args } = operation
  if (name === 'var') {
    const [path] = args
    return args.length === 1 && typeof path === 'string' && path !== '' ? atom(`「${naming.nameOf(path)}」`) : null
  }
  if (isItemWise(name)) return null
  const parts: Printed[] = []
  for (const arg of args) {
    const part = printed(arg, naming)
    if (!part) return null
    parts.push(part)
  }
  return operationWords(name, parts)
}

const operationWords = (name: string, parts: Printed[]): Printed | null => {
  const between = infix[name]
  if (name === '-' && parts.length === 1) return { text: `-${within(parts[0] as Printed, 7)}`, binds: 6 }
  if (between && (parts.length === 2 || (between.isChain && parts.length > 2))) {
    // A part that is the same chain keeps its brackets, so that it is read back as it was.
    const text = parts.map((part, at) => within(part, between.binds + (at > 0 || between.isChain ? 1 : 0)))
    return { text: text.join(` ${between.sign} `), binds: between.binds }
  }
  const sign = signOfFunction(name)
  return sign === undefined ? null : atom(`${sign}(${parts.map(({ text }) => text).join(', ')})`)
}

/** The formula as people write it; null when only JSON can say it. */
export const printFormula = (logic: Logic, naming: Naming): string | null => printed(logic, naming)?.text ?? null

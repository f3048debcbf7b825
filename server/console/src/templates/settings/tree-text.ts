import type { CascadeOption } from '../../../../../shared/templates/parts'

const INDENT = 2
const MOST_LEVELS = 4

/** Two blanks a level. */
export const printTree = (tree: readonly CascadeOption[], level = 0): string =>
  tree
    .flatMap(({ label, children = [] }) => [
      `${' '.repeat(level * INDENT)}${label}`,
      ...(children.length > 0 ? [printTree(children, level + 1)] : []),
    ])
    .join('\n')

const depthOf = (line: string): number => {
  const blanks = /^[\s\u3000]*/.exec(line)?.[0] ?? ''
  const width = [...blanks].reduce((sum, sign) => sum + (sign === ' ' ? 1 : INDENT), 0)
  return Math.floor(width / INDENT)
}

type Line = { level: number; label: string }

/** No line is more than one level below the one above it. */
const linesOf = (text: string): Line[] => {
  const lines: Line[] = []
  for (const line of text.split('\n')) {
    const label = line.trim().slice(0, 60)
    if (label !== '') lines.push({ label, level: Math.min(depthOf(line), (lines.at(-1)?.level ?? -1) + 1) })
  }
  return lines
}

const nested = (lines: readonly Line[], level: number): CascadeOption[] => {
  const heads = lines.flatMap((line, at) => (line.level === level ? [at] : []))
  return heads.map((at, number) => {
    const below = lines.slice(at + 1, heads[number + 1])
    const { label = '' } = lines[at] ?? {}
    return below.length > 0 ? { label, children: nested(below, level + 1) } : { label }
  })
}

/** Lines deeper than the one above are below it; null beyond four levels. */
export const readTree = (text: string): CascadeOption[] | null => {
  const lines = linesOf(text)
  return lines.some(({ level }) => level >= MOST_LEVELS) ? null : nested(lines, 0)
}

import { type Pattern, PatternProblem, readPattern } from './syntax'

/**
 * Thompson's machine: all ways through the expression are followed at once, one step per sign, so that no text and no
 * expression takes longer than length times states. The same in every JavaScript engine.
 */
type State = { accepts: ((code: number) => boolean) | null; next: number[] }
type Machine = { states: State[]; start: number }

const MOST_STATES = 1000
/** Parts written out, those included that read no sign: `(){100}` repeated a hundred times has no state. */
const MOST_PARTS = 10_000
const TOO_LARGE = '格式展开后太大，请减少重复次数'
/** Signs; longer texts are no codes, and do not match. */
const LONGEST_TEXT = 1000
/** Behind the last sign of the expression. */
const END = -1

const build = (pattern: Pattern): Machine => {
  const states: State[] = []
  let parts = 0
  const add = (accepts: State['accepts'], next: number[]): number => {
    if (states.length >= MOST_STATES) throw new PatternProblem(TOO_LARGE)
    return states.push({ accepts, next }) - 1
  }
  /** The state from which a part is read, `after` being what follows it. */
  const enter = (part: Pattern, after: number): number => {
    parts += 1
    if (parts > MOST_PARTS) throw new PatternProblem(TOO_LARGE)
    if (part.kind === 'sign') return add(part.accepts, [after])
    if (part.kind === 'sequence') return part.parts.reduceRight((next, one) => enter(one, next), after)
    if (part.kind === 'either')
      return add(
        null,
        part.ways.map(way => enter(way, after)),
      )
    return repeat(part, after)
  }
  const repeat = ({ part, least, most }: Extract<Pattern, { kind: 'repeat' }>, after: number): number => {
    let next = after
    if (most === Infinity) {
      next = add(null, [after])
      states[next]?.next.unshift(enter(part, next))
    } else for (let more = least; more < most; more += 1) next = add(null, [enter(part, next), after])
    for (let must = 0; must < least; must += 1) next = enter(part, next)
    return next
  }
  const start = enter(pattern, END)
  return { states, start }
}

/** Adds a state and all that are reached from it without reading a sign. */
const reach = ({ states }: Machine, from: number, into: Set<number>): void => {
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (into.has(at)) continue
    into.add(at)
    const state = states[at]
    if (state && !state.accepts) waiting.push(...state.next)
  }
}

const runs = (machine: Machine, text: string): boolean => {
  let current = new Set<number>()
  reach(machine, machine.start, current)
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    const next = new Set<number>()
    for (const at of current) {
      const state = machine.states[at]
      if (state?.accepts?.(code)) for (const after of state.next) reach(machine, after, next)
    }
    if (next.size === 0) return false
    current = next
  }
  return current.has(END)
}

const MOST_KEPT = 200
const kept = new Map<string, Machine | string>()

const machineOf = (source: string): Machine | string => {
  const found = kept.get(source)
  if (found !== undefined) return found
  let machine: Machine | string
  try {
    machine = build(readPattern(source))
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error
    machine = error.message
  }
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(source, machine)
  return machine
}

/** Why an expression cannot be used, in the words of whoever wrote it; null when it can. */
export const complaintOfPattern = (source: string): string | null => {
  const machine = machineOf(source)
  return typeof machine === 'string' ? machine : null
}

/** Whether the whole text is of this form. Nothing is of a form that cannot be read. */
export const matchesPattern = (source: string, text: string): boolean => {
  const machine = machineOf(source)
  return typeof machine !== 'string' && text.length <= LONGEST_TEXT && runs(machine, text)
}

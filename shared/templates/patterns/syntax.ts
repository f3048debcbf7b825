/**
 * The regular expressions that a template may hold: literals, `.`, `\d \w \s` and their opposites, `[...]`, groups,
 * `|`, `* + ?` and `{n,m}`. Nothing that needs a backtracking engine: no references, no looking around, no laziness.
 */
export type Pattern =
  | { kind: 'sign'; accepts: (code: number) => boolean }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'either'; ways: Pattern[] }
  | { kind: 'repeat'; part: Pattern; least: number; most: number }

export class PatternProblem extends Error {}

const MOST_CHARACTERS = 200
const MOST_REPEATS = 100
const MOST_DEPTH = 10

const within =
  (...ranges: [number, number][]) =>
  (code: number): boolean =>
    ranges.some(([first, last]) => code >= first && code <= last)
const not =
  (accepts: (code: number) => boolean) =>
  (code: number): boolean =>
    !accepts(code)

const isDigit = within([48, 57])
const isWord = within([48, 57], [65, 90], [95, 95], [97, 122])
/** As in JavaScript. */
const isSpace = within(
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
)
const isLineEnd = within([10, 10], [13, 13], [0x2028, 0x2029])

const classes: Readonly<Record<string, (code: number) => boolean>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
}
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 }

type Reader = { signs: string[]; at: number; depth: number }

const fail = (says: string): never => {
  throw new PatternProblem(says)
}
const peek = ({ signs, at }: Reader): string | undefined => signs[at]
const take = (reader: Reader): string => reader.signs[reader.at++] ?? fail('格式写到一半就结束了')
const codeOf = (sign: string): number => sign.codePointAt(0) ?? 0

/** What stands behind a backslash: a class of signs, or one sign. */
const escaped = (reader: Reader): ((code: number) => boolean) | number => {
  const sign = take(reader)
  if (Object.hasOwn(classes, sign)) return classes[sign] as (code: number) => boolean
  if (sign === 'u') return hexOf(reader, 4)
  if (sign === 'x') return hexOf(reader, 2)
  if (Object.hasOwn(controls, sign)) return controls[sign] as number
  return /[A-Za-z0-9]/.test(sign) ? fail(`不支持「\\${sign}」`) : codeOf(sign)
}

const hexOf = (reader: Reader, length: number): number => {
  const digits = reader.signs.slice(reader.at, reader.at + length).join('')
  if (!new RegExp(`^[0-9a-fA-F]{${length}}$`).test(digits)) fail('字符编码写得不对')
  reader.at += length
  return Number.parseInt(digits, 16)
}

const setOf = (reader: Reader): Pattern => {
  const isOpposite = peek(reader) === '^'
  if (isOpposite) reader.at += 1
  const tests: ((code: number) => boolean)[] = []
  while (peek(reader) !== ']') {
    const first = memberOf(reader)
    if (typeof first === 'number' && peek(reader) === '-' && reader.signs[reader.at + 1] !== ']') {
      reader.at += 1
      const last = memberOf(reader)
      if (typeof last !== 'number' || last < first) return fail('方括号里的范围写反了')
      tests.push(within([first, last]))
    } else tests.push(typeof first === 'number' ? within([first, first]) : first)
  }
  reader.at += 1
  const accepts = (code: number): boolean => tests.some(test => test(code))
  return { kind: 'sign', accepts: isOpposite ? not(accepts) : accepts }
}

const memberOf = (reader: Reader): ((code: number) => boolean) | number => {
  const sign = take(reader)
  return sign === '\\' ? escaped(reader) : codeOf(sign)
}

const groupOf = (reader: Reader): Pattern => {
  if (peek(reader) === '?') {
    reader.at += 1
    if (take(reader) !== ':') fail('不支持环视和命名分组')
  }
  reader.depth += 1
  if (reader.depth > MOST_DEPTH) fail('括号套得太深')
  const inner = eitherOf(reader)
  if (take(reader) !== ')') fail('括号不成对')
  reader.depth -= 1
  return inner
}

const oneOf = (reader: Reader): Pattern => {
  const sign = take(reader)
  if (sign === '(') return groupOf(reader)
  if (sign === '[') return setOf(reader)
  if (sign === '.') return { kind: 'sign', accepts: not(isLineEnd) }
  if (sign === '\\') {
    const found = escaped(reader)
    return { kind: 'sign', accepts: typeof found === 'number' ? within([found, found]) : found }
  }
  if ('*+?{}])^$'.includes(sign)) return fail(`「${sign}」的位置不对`)
  const code = codeOf(sign)
  return { kind: 'sign', accepts: other => other === code }
}

const COUNT = /^\{(\d{1,3})(,(\d{1,3})?)?\}/
const timesOf = (reader: Reader): [number, number] | null => {
  const sign = peek(reader)
  const simple = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[sign ?? ''] as [number, number] | undefined
  if (simple) {
    reader.at += 1
    return simple
  }
  if (sign !== '{') return null
  const [all, first, comma, last] =
    COUNT.exec(reader.signs.slice(reader.at, reader.at + 9).join('')) ?? fail('次数写得不对')
  reader.at += (all as string).length
  const least = Number(first)
  const most = comma ? (last === undefined ? Infinity : Number(last)) : least
  if (most < least) fail('次数的范围写反了')
  return least > MOST_REPEATS || (most > MOST_REPEATS && most !== Infinity)
    ? fail(`重复次数最多 ${MOST_REPEATS}`)
    : [least, most]
}

const repeatedOf = (reader: Reader): Pattern => {
  const part = oneOf(reader)
  const times = timesOf(reader)
  if (!times) return part
  const after = peek(reader)
  if (after !== undefined && '*+?{'.includes(after)) fail('一处只能写一个次数')
  return { kind: 'repeat', part, least: times[0], most: times[1] }
}

const eitherOf = (reader: Reader): Pattern => {
  const ways: Pattern[] = []
  do {
    if (ways.length > 0) reader.at += 1
    const parts: Pattern[] = []
    while (!['|', ')', undefined].includes(peek(reader))) parts.push(repeatedOf(reader))
    ways.push({ kind: 'sequence', parts })
  } while (peek(reader) === '|')
  return ways.length === 1 ? (ways[0] as Pattern) : { kind: 'either', ways }
}

const slashesBefore = (signs: readonly string[], end: number): number => {
  let at = end
  while (signs[at - 1] === '\\') at -= 1
  return end - at
}

/** The expression read; `^` at its start and `$` at its end say nothing new, since the whole text must match. */
export const readPattern = (source: string): Pattern => {
  if (source.length > MOST_CHARACTERS) fail(`格式最多 ${MOST_CHARACTERS} 个字`)
  const signs = [...source]
  if (signs[0] === '^') signs.shift()
  if (signs.at(-1) === '$' && slashesBefore(signs, signs.length - 1) % 2 === 0) signs.pop()
  const reader: Reader = { signs, at: 0, depth: 0 }
  const pattern = eitherOf(reader)
  return reader.at < signs.length ? fail('括号不成对') : pattern
}

import type { Logic } from '../../../../../shared/templates/conditions'
import type { Naming } from './print'
import { constants, functionOfSign, infix, operatorOfSign } from './signs'
import { words } from './words'

export type Parsed = { logic: Logic } | { problem: string }

/** Ends the reading with a sentence for whoever typed it. */
class Unreadable extends Error {}

type Token = { is: 'number' | 'text' | 'field' | 'sign' | 'word'; text: string }

const tokenPatterns: readonly [Token['is'], RegExp][] = [
  ['number', /^\d+(\.\d+)?/],
  ['text', /^["“”]([^"“”]*)["“”]/],
  ['field', /^「([^」]+)」/],
  ['sign', /^(>=|<=|==|!=|&&|\|\||[-+*/×÷=≠<>≥≤(),[\]，（）、＋－＝＞＜])/],
  [
    'word',
    /^[^\s\d"“”「」()（）,，、[\]+\-*/×÷=≠<>≥≤!&|＋－＝＞＜][^\s"“”「」()（）,，、[\]+\-*/×÷=≠<>≥≤!&|＋－＝＞＜]*/,
  ],
]

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  let rest = text.trimStart()
  while (rest !== '') {
    const found = tokenPatterns
      .map(([is, pattern]) => ({ is, match: pattern.exec(rest) }))
      .find(({ match }) => match !== null)
    if (!found?.match) throw new Unreadable(words.unreadable(rest.slice(0, 8)))
    const whole = found.match[0]
    tokens.push({ is: found.is, text: found.is === 'text' || found.is === 'field' ? (found.match[1] ?? '') : whole })
    rest = rest.slice(whole.length).trimStart()
  }
  return tokens
}

const opening = ['(', '（']
const closing = [')', '）']
const comma = [',', '，', '、']

/** Reads by how tightly signs bind; depth is bounded as the evaluator's is. */
class Reader {
  private at = 0
  constructor(
    private readonly tokens: readonly Token[],
    private readonly naming: Naming,
  ) {}

  read(): Logic {
    const logic = this.expression(1)
    const left = this.tokens[this.at]
    if (left) throw new Unreadable(words.unreadable(left.text))
    return logic
  }

  private is(...signs: string[]): boolean {
    const token = this.tokens[this.at]
    return token?.is === 'sign' && signs.includes(token.text)
  }

  private take(...signs: string[]): void {
    if (!this.is(...signs)) throw new Unreadable(words.expected(signs[0] ?? ''))
    this.at++
  }

  /** The operator that stands here, when it binds at least this tightly. */
  private operatorHere(least: number): string | null {
    const token = this.tokens[this.at]
    if (!token || (token.is !== 'sign' && token.is !== 'word')) return null
    const name = operatorOfSign[token.text]
    return name !== undefined && (infix[name]?.binds ?? 0) >= least ? name : null
  }

  private expression(least: number): Logic {
    let left = this.unary()
    let chain: { name: string; args: Logic[] } = { name: '', args: [] }
    for (let name = this.operatorHere(least); name !== null; name = this.operatorHere(least)) {
      this.at++
      const right = this.expression((infix[name]?.binds ?? 0) + 1)
      if (chain.name === name && infix[name]?.isChain) chain.args.push(right)
      else {
        chain = { name, args: [left, right] }
        left = { [name]: chain.args }
      }
    }
    return left
  }

  private unary(): Logic {
    if (!this.is('-', '－')) return this.atom()
    this.at++
    const operand = this.unary()
    return typeof operand === 'number' ? -operand : { '-': [operand] }
  }

  private atom(): Logic {
    const token = this.tokens[this.at]
    if (!token) throw new Unreadable(words.unfinished)
    if (this.is(...opening)) {
      this.at++
      const inner = this.expression(1)
      this.take(...closing)
      return inner
    }
    if (this.is('[')) return this.list([']'])
    this.at++
    if (token.is === 'number') return Number(token.text)
    if (token.is === 'text') return token.text
    if (token.is === 'field') return { var: this.path(token.text) }
    if (token.is === 'word') return this.word(token.text)
    throw new Unreadable(words.unreadable(token.text))
  }

  private path(name: string): string {
    const path = this.naming.pathOf(name)
    if (path === undefined) throw new Unreadable(words.noField(name))
    return path
  }

  private word(word: string): Logic {
    if (this.is(...opening)) {
      const name = functionOfSign(word)
      if (name === undefined) throw new Unreadable(words.noFunction(word))
      return { [name]: this.list(closing) }
    }
    if (Object.hasOwn(constants, word)) return constants[word] ?? null
    const path = this.naming.pathOf(word)
    if (path === undefined) throw new Unreadable(words.noField(word))
    return { var: path }
  }

  /** From its opening sign to its closing one. */
  private list(end: readonly string[]): Logic[] {
    this.at++
    const items: Logic[] = []
    while (!this.is(...end)) {
      if (items.length > 0) this.take(...comma)
      items.push(this.expression(1))
    }
    this.at++
    return items
  }
}

/** `「数量」 × 「单价」 + 100` as JsonLogic, or what cannot be read, in words. */
export const parseFormula = (text: string, naming: Naming): Parsed => {
  try {
    return { logic: new Reader(tokensOf(text), naming).read() }
  } catch (problem) {
    if (problem instanceof Unreadable) return { problem: problem.message }
    throw problem
  }
}

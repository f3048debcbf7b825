/**
 * An exact rational number, so that 1/3*3 is 1 and an amount is rounded once, at its line.
 * BigInt is called as a function and never raised to a power: mini-program builds rewrite `10n` and `**`.
 */
export type Fraction = { readonly num: bigint /** Above zero. */; readonly den: bigint }

const ZERO = BigInt(0)
const ONE = BigInt(1)
const TWO = BigInt(2)
const tenTo = (exponent: number): bigint => BigInt(`1${'0'.repeat(exponent)}`)
const magnitude = (n: bigint): bigint => (n < ZERO ? -n : n)

const greatestDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [magnitude(a), magnitude(b)]
  while (y !== ZERO) [x, y] = [y, x % y]
  return x
}

const reduced = (num: bigint, den: bigint): Fraction => {
  const divisor = greatestDivisor(num, den)
  return { num: num / divisor, den: den / divisor }
}

export const whole = (n: number): Fraction => ({ num: BigInt(n), den: ONE })
export const zero = whole(0)

/** Reads `-12.50`: digits with an optional sign and decimals, no exponent. */
export const decimal = (text: string): Fraction => {
  const [integer = '0', places = ''] = text.split('.')
  return reduced(BigInt(integer + places), tenTo(places.length))
}

export const plus = (a: Fraction, b: Fraction): Fraction => reduced(a.num * b.den + b.num * a.den, a.den * b.den)
export const negated = (a: Fraction): Fraction => ({ num: -a.num, den: a.den })
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, negated(b))
export const times = (a: Fraction, b: Fraction): Fraction => reduced(a.num * b.num, a.den * b.den)

/** The divisor is not zero; whoever divides asks `isZero` first. */
export const over = (a: Fraction, b: Fraction): Fraction =>
  b.num < ZERO ? reduced(-a.num * b.den, a.den * -b.num) : reduced(a.num * b.den, a.den * b.num)

export const isZero = (a: Fraction): boolean => a.num === ZERO
export const compare = (a: Fraction, b: Fraction): -1 | 0 | 1 => {
  const difference = a.num * b.den - b.num * a.den
  return difference < ZERO ? -1 : difference > ZERO ? 1 : 0
}

export const equals = (a: Fraction, b: Fraction): boolean => compare(a, b) === 0

const floorOf = ({ num, den }: Fraction): bigint => (num < ZERO && num % den !== ZERO ? num / den - ONE : num / den)
const roundOf = ({ num, den }: Fraction): bigint => {
  const half = (magnitude(num) * TWO + den) / (den * TWO)
  return num < ZERO ? -half : half
}

export const floor = (a: Fraction): Fraction => ({ num: floorOf(a), den: ONE })
export const ceil = (a: Fraction): Fraction => ({ num: -floorOf(negated(a)), den: ONE })
/** To the whole number, half up and away from zero. */
export const round = (a: Fraction): Fraction => ({ num: roundOf(a), den: ONE })

/** Yuan to whole fen, half up and away from zero; the caller bounds the result. */
export const toFen = (yuan: Fraction): number => Number(roundOf(times(yuan, whole(100))))
export const fromFen = (fen: number): Fraction => over(whole(fen), whole(100))

const SHOWN_PLACES = 6

/** For people: `16.875` when that is all of it, `≈0.333333` when it is not. */
export const show = (a: Fraction): string => {
  const scaled = times(a, { num: tenTo(SHOWN_PLACES), den: ONE })
  const digits = magnitude(roundOf(scaled))
    .toString()
    .padStart(SHOWN_PLACES + 1, '0')
  const text = `${digits.slice(0, -SHOWN_PLACES)}.${digits.slice(-SHOWN_PLACES)}`.replace(/\.?0+$/, '')
  return `${scaled.den === ONE ? '' : '≈'}${a.num < ZERO ? '-' : ''}${text}`
}

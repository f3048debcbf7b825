import { Decimal } from 'decimal.js'
import { refuseUnless } from './refusal'

/** Wide enough that fen times a share is exact: nothing is rounded before the one rounding we ask for. */
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP })

/** An exact amount in fen to whole fen, half up and away from zero: 0.5 -> 1, -0.5 -> -1. */
export const roundFen = (exactFen: Decimal.Value): number => new Exact(exactFen).toDecimalPlaces(0).toNumber() + 0

/** `12.345` yuan -> 1235 fen, rounded once. Takes decimal strings so that no float error comes in. */
export const yuanToFen = (yuan: Decimal.Value): number => roundFen(new Exact(yuan).times(100))

/** 123450 fen -> `1234.50`. */
export const fenToYuan = (fen: number): string => new Exact(fen).div(100).toFixed(2)

const SHARE = /^\d(\.\d{1,9})?$/

/**
 * Splits whole fen by largest remainder, so that the parts add up to the whole; on a tie the earlier share gets the fen.
 * Shares are decimal strings of 0..1 with up to nine places and sum to exactly 1, else `settlement.shares_invalid`.
 */
export const splitByShares = (fen: number, shares: readonly string[]): number[] => {
  refuseUnless(
    shares.every(share => SHARE.test(share)),
    'settlement.shares_invalid',
    { shares },
  )
  const sum = shares.reduce((total, share) => total.plus(share), new Exact(0))
  refuseUnless(sum.equals(1), 'settlement.shares_invalid', { shares, sum: sum.toFixed() })

  const exact = shares.map(share => new Exact(Math.abs(fen)).times(share))
  const parts = exact.map(part => part.floor().toNumber())
  const missing = Math.abs(fen) - parts.reduce((total, part) => total + part, 0)
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part.minus(part.floor()) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
  const favoured = new Set(byRemainder.slice(0, missing).map(({ index }) => index))
  return parts.map((part, index) => (fen < 0 ? -1 : 1) * (part + (favoured.has(index) ? 1 : 0)) + 0)
}

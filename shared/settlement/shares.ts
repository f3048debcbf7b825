import { splitByShares } from '../kernel/money'
import type { ChargeLine } from './charges'

/** A decimal string of 0..1, up to nine places. */
export type Share = { payeeId: string; share: string }
export type PayeeLines = { payeeId: string; lines: ChargeLine[] }

/**
 * Every line divided among several engineers by largest remainder, so the parts of a line add up to the line.
 * A part of zero is left out. Refuses `settlement.shares_invalid` unless the shares sum to exactly 1.
 */
export const splitLines = (lines: readonly ChargeLine[], shares: readonly Share[]): PayeeLines[] => {
  const parts = lines.map(line =>
    splitByShares(
      line.amountFen,
      shares.map(({ share }) => share),
    ),
  )
  return shares.map(({ payeeId, share }, payee) => ({
    payeeId,
    lines: lines.flatMap((line, index) => {
      const amountFen = parts[index]?.[payee] ?? 0
      return amountFen === 0 ? [] : [{ ...line, amountFen, why: `${line.why}，分成 ${share}` }]
    }),
  }))
}

import * as z from 'zod/mini'
import { refuse } from '../kernel/refusal'
import { compare, decimal, type Fraction, minus, plus, times, toFen, zero } from './fraction'

const amount = z.string().check(z.regex(/^\d{1,9}(\.\d{1,6})?$/, '请填写不小于 0 的数字'))

/**
 * Bands of a period reward, half open: `from` belongs to the band, `to` to the next; the last one has no end.
 * `progressive` pays the part in each band at its rate, `whole` pays all of it at the rate of the band reached.
 */
export const tiers = z.strictObject({
  mode: z.enum(['progressive', 'whole']),
  bands: z
    .array(
      z.strictObject({
        from: amount,
        to: z.nullable(amount),
        /** Yuan per unit, a decimal string. */
        rate: z.string().check(z.regex(/^-?\d{1,9}(\.\d{1,9})?$/, '请填写数字')),
      }),
    )
    .check(z.minLength(1), z.maxLength(50)),
})
export type Tiers = z.output<typeof tiers>
type Band = Tiers['bands'][number]

const byStart = (bands: readonly Band[]): Band[] => [...bands].sort((a, b) => compare(decimal(a.from), decimal(b.from)))

/** Gaps, overlaps, empty bands and a missing beginning or end, in words for the person who set the bands. */
export const problemsOfTiers = ({ bands }: Tiers): string[] => {
  let reached: string | null = '0'
  const problems: string[] = []
  for (const { from, to } of byStart(bands)) {
    const step = reached === null ? -1 : compare(decimal(from), decimal(reached))
    if (step < 0) problems.push(`从 ${from} 起的一档与前一档重叠`)
    if (step > 0) problems.push(`${reached} 到 ${from} 之间没有档位`)
    if (to !== null && compare(decimal(to), decimal(from)) <= 0) problems.push(`从 ${from} 起的一档是空的`)
    reached = to
  }
  if (reached !== null) problems.push(`${reached} 以上没有档位`)
  return problems
}

const inBand = ({ from, to }: Band, quantity: Fraction): Fraction => {
  const end = to === null || compare(quantity, decimal(to)) < 0 ? quantity : decimal(to)
  return compare(end, decimal(from)) > 0 ? minus(end, decimal(from)) : zero
}

/** Fen for a quantity (a decimal string, not below 0), rounded once. Refuses `settlement.tiers_invalid` on a gap or an overlap. */
export const tieredFen = (definition: Tiers, quantity: string): number => {
  const [reason] = problemsOfTiers(definition)
  if (reason) return refuse('settlement.tiers_invalid', { reason })
  const units = decimal(quantity)
  const bands = byStart(definition.bands)
  if (definition.mode === 'whole') {
    const reached = bands.findLast(band => compare(units, decimal(band.from)) >= 0)
    return reached ? toFen(times(units, decimal(reached.rate))) : 0
  }
  return toFen(bands.reduce((sum, band) => plus(sum, times(inBand(band, units), decimal(band.rate))), zero))
}

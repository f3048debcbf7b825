import type { Answer, Field, FieldKind } from './fields'
import type { KindRecord } from './kinds/record'
import { roundTo } from './rounding'

/** Whole fen, minutes and points; elsewhere a float's tail is cut off. */
const wholeKinds: ReadonlySet<FieldKind> = new Set(['money', 'duration', 'rating'])
const FLOAT_PLACES = 6

const placesOf = ({ kind, digits }: Field): number => (wholeKinds.has(kind) ? 0 : (digits ?? FLOAT_PLACES))

/**
 * What an expression gave as an answer to the question: numbers rounded as the field has them, nothing where it gave
 * nothing. `isFit` is false for what cannot be an answer; then there is none.
 */
export const fitted = (result: unknown, field: Field, kind: KindRecord): { answer: Answer; isFit: boolean } => {
  if (typeof result === 'number' && !Number.isFinite(result)) return { answer: null, isFit: true }
  const given = typeof result === 'number' ? roundTo(result, placesOf(field)) : (result as Answer | undefined)
  if (kind.isEmpty(given)) return { answer: null, isFit: true }
  const answer = kind.read(given, field)
  if (kind.isEmpty(answer)) return { answer: null, isFit: true }
  return kind.complaint(answer, field) === null ? { answer, isFit: true } : { answer: null, isFit: false }
}

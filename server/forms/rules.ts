import type { Answers, Field, FieldKind } from '../../shared/templates/fields'
import { kindOf } from '../../shared/templates/kinds'
import { sourceOf } from '../../shared/templates/prefill'

/** Nobody fills these in. */
const unasked: readonly FieldKind[] = ['computed', 'guide']

type Filled = { fields: readonly Field[]; answers: Answers; origins: Record<string, string> }
type FieldShare = { key: string; label: string; source: string | null; filled: number; asked: number }

/** Of all values that these tickets have, how many nobody had to type; field by field, the newest ticket's form first. */
export const shareOf = (tickets: readonly Filled[]): { share: number; byField: FieldShare[]; tickets: number } => {
  const byKey = new Map<string, FieldShare>()
  for (const { fields, answers, origins } of tickets) {
    for (const field of fields) {
      const { key, label, kind } = field
      if (unasked.includes(kind)) continue
      const share = byKey.get(key) ?? { key, label, source: sourceOf(field) ?? null, filled: 0, asked: 0 }
      byKey.set(key, share)
      if (kindOf[kind].isEmpty(answers[key])) continue
      share.asked += 1
      if (Object.hasOwn(origins, key)) share.filled += 1
    }
  }
  const byField = [...byKey.values()]
  const sum = (of: (one: FieldShare) => number) => byField.reduce((total, one) => total + of(one), 0)
  const asked = sum(one => one.asked)
  return { share: asked === 0 ? 0 : sum(one => one.filled) / asked, byField, tickets: tickets.length }
}

import type { Field } from '../../../../../shared/templates/fields'

/** Percent of the fields that may differ by region and season. */
const LEAST = 15
const MOST = 30

export const localShare = (fields: readonly Field[]) => {
  const all = fields.length
  const local = fields.filter(({ isLocal }) => isLocal).length
  const percent = all === 0 ? 0 : Math.round((local / all) * 100)
  const judged: 'low' | 'good' | 'high' = percent < LEAST ? 'low' : percent > MOST ? 'high' : 'good'
  return { all, local, percent, judged }
}

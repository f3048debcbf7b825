import * as z from 'zod/mini'
import { facts } from '../../shared/settlement/facts'
import { ruleSet } from '../../shared/settlement/ruleSet'
import file from './cases/settlement.json'

/** The worked cases, read through the contract as a request would be. */
export const worked = {
  ruleSet: z.parse(ruleSet, file.ruleSet),
  cases: file.cases.map(({ id, expect, ...given }) => ({ id, expect, facts: z.parse(facts, given.facts) })),
}

export const factsOf = (id: string) => {
  const found = worked.cases.find(one => one.id === id)
  if (!found) throw new Error(`no worked case ${id}`)
  return found.facts
}

import { type Regions, regionWords } from '../../../../../shared/regions'
import type { Logic } from '../../../../../shared/templates/conditions'
import type { Field, Group } from '../../../../../shared/templates/fields'
import { operationOf } from '../../../../../shared/templates/logic'
import { operatorNamed } from '../../../../../shared/templates/operatorList'
import { moneyWords } from '../../../../../shared/words'
import { type Condition, readCondition } from './condition'
import { subjectOf } from './subjects'
import { words } from './words'

/** Chinese signs and brackets stand without blanks between them; numbers keep theirs. */
export const tidied = (text: string): string => text.replace(/(?<=[\u3000-\u9fff，；]) (?=[\u3000-\u9fff])/g, '')

export type Known = { fields: readonly Field[]; groups?: readonly Group[]; regions: Regions | null }

const constantWords = (value: Logic, known: Known, about: Field | undefined, operator: string): string => {
  if (Array.isArray(value))
    return value.map(one => constantWords(one, known, about, operator)).join('、') || words.nothing
  if (operator === 'inRegion' && typeof value === 'string')
    return known.regions ? regionWords(known.regions, value) : value
  if (typeof value === 'number' && about?.kind === 'money') return moneyWords(value)
  if (typeof value === 'string') return value === '' ? words.nothing : `「${value}」`
  if (value === null) return words.nothing
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const subjectWords = (logic: Logic, known: Known): string | null => {
  const subject = subjectOf(known.fields, logic)
  if (subject) return subject.field ? `「${subject.label}」` : subject.label
  const operation = operationOf(logic)
  return operation?.name === 'var' ? `「${String(operation.args[0])}」` : null
}

/** Any logic as a sentence: the phrase of its operator with its parts in it. */
export const logicWords = (logic: Logic, known: Known, about?: Field, above = ''): string => {
  const operation = operationOf(logic)
  if (!operation) return constantWords(logic, known, about, above)
  const asSubject = subjectWords(logic, known)
  if (asSubject) return asSubject
  const { name, args } = operation
  const subject = subjectOf(known.fields, args[0])?.field
  const parts = args.map(arg => logicWords(arg, known, subject, name))
  const phrase = operatorNamed.get(name)?.phrase ?? `${name}（{…}）`
  return phrase
    .replace('{…}', parts.join('、'))
    .replace(/\{(\d)\}/g, (_, number: string) => parts[Number(number) - 1] ?? '')
}

const joints = { all: '，且 ', any: '，或 ', none: '、' } as const

const partWords = (condition: Condition, known: Known, isInside: boolean): string => {
  if (condition.is === 'raw') return logicWords(condition.logic, known)
  if (condition.is === 'test') {
    return logicWords({ [condition.operator]: [condition.subject, ...condition.values] }, known)
  }
  const parts = condition.parts.map(part => partWords(part, known, true)).join(joints[condition.is])
  if (condition.is === 'none') return words.noneOf(parts)
  return isInside && condition.parts.length > 1 ? `（${parts}）` : parts
}

/** The condition of a rule, as it is read aloud. */
export const conditionWords = (when: Logic, known: Known): string =>
  when === true ? words.always : tidied(partWords(readCondition(when), known, false))

import type { Logic } from '../../../../../shared/templates/conditions'
import { operationOf, overItems } from '../../../../../shared/templates/logic'
import { operatorNamed } from '../../../../../shared/templates/operatorList'

/** A condition as people put it together; what cannot be put together this way stays as it is. */
export type Condition = Several | Test | { is: 'raw'; logic: Logic }
/** 全部满足, 满足任一, 都不满足. */
export type Several = { is: 'all' | 'any' | 'none'; parts: readonly Condition[] }
/** Something, a comparison, and what it is compared with. */
export type Test = { is: 'test'; subject: Logic; operator: string; values: readonly Logic[] }

/** `{"var": "symptom"}`: what a comparison starts from. */
const isSubject = (logic: Logic): boolean => {
  const operation = operationOf(logic)
  if (operation?.name === 'now' || operation?.name === 'today') return true
  return operation?.name === 'var' && operation.args.length === 1 && typeof operation.args[0] === 'string'
}

/** Put together by the groups themselves. */
const ofGroups = ['and', 'or', '!']
const itemWise: readonly string[] = overItems
/** Operators that say yes or no about something; a condition on every item of a list is for the expert view. */
export const isComparison = (name: string): boolean => {
  const record = operatorNamed.get(name)
  return record?.gives === 'yesNo' && record.arity[0] >= 1 && !ofGroups.includes(name) && !itemWise.includes(name)
}

const readTest = (logic: Logic): Condition => {
  const operation = operationOf(logic)
  const [subject, ...values] = operation?.args ?? []
  if (!operation || !isComparison(operation.name) || !isSubject(subject)) return { is: 'raw', logic }
  const [fewest, most] = operatorNamed.get(operation.name)?.arity ?? [0, 0]
  const isWhole = values.length + 1 >= fewest && values.length + 1 <= most
  return isWhole ? { is: 'test', subject, operator: operation.name, values } : { is: 'raw', logic }
}

export const readCondition = (logic: Logic): Condition => {
  if (logic === true) return { is: 'all', parts: [] }
  const operation = operationOf(logic)
  if (operation?.name === 'and') return { is: 'all', parts: operation.args.map(readCondition) }
  if (operation?.name === 'or') return { is: 'any', parts: operation.args.map(readCondition) }
  if (operation?.name === '!' && operation.args.length === 1) {
    const inner = readCondition(operation.args[0])
    return { is: 'none', parts: inner.is === 'any' ? inner.parts : [inner] }
  }
  return readTest(logic)
}

/** At the top of a rule stands a group, so that a second condition can be added. */
export const readRule = (logic: Logic): Several => {
  const condition = readCondition(logic)
  return condition.is === 'test' || condition.is === 'raw' ? { is: 'all', parts: [condition] } : condition
}

const join = (operator: 'and' | 'or', parts: readonly Logic[]): Logic =>
  parts.length === 1 ? parts[0] : { [operator]: parts }

export const writeCondition = (condition: Condition): Logic => {
  if (condition.is === 'raw') return condition.logic
  if (condition.is === 'test') return { [condition.operator]: [condition.subject, ...condition.values] }
  if (condition.parts.length === 0) return condition.is === 'all'
  const parts = condition.parts.map(writeCondition)
  if (condition.is === 'none') return { '!': [join('or', parts)] }
  return join(condition.is === 'all' ? 'and' : 'or', parts)
}

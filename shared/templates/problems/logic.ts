import type { Logic } from '../conditions'
import { problemsOfLogic } from '../conditions'
import type { Field } from '../fields'
import { operationOf } from '../logic'
import { operatorNamed } from '../operatorList'
import { complaintOfPattern } from '../patterns/match'
import { readsOf, reservedKeys } from '../reads'
import { listed } from './record'

export type LogicComplaint = { code: string; says: string; isWarning?: boolean }
export type FieldsByKey = ReadonlyMap<string, Field>

/** Of one expression; nobody reads more. */
const MOST_TOLD = 20

type Check = (args: readonly Logic[], name: string, fields: FieldsByKey) => LogicComplaint[]

const operationsIn = (logic: Logic): { name: string; args: readonly Logic[] }[] => {
  if (Array.isArray(logic)) return logic.flatMap(operationsIn)
  const operation = operationOf(logic)
  return operation ? [operation, ...operation.args.flatMap(operationsIn)] : []
}

const arity: Check = (args, name) => {
  const record = operatorNamed.get(name)
  const [least, most] = record?.arity ?? [0, Number.POSITIVE_INFINITY]
  if (!record || most === 0 || (args.length >= least && args.length <= most)) return []
  const wanted = least === most ? `${least}` : `${least} 到 ${most}`
  return [{ code: 'wrong_arity', says: `「${record.sign}」要有 ${wanted} 个内容，现在有 ${args.length} 个` }]
}

const pattern: Check = ([, source], name) => {
  if (name !== 'matches') return []
  if (typeof source !== 'string') return [{ code: 'pattern_unsound', says: '「格式是」后面要直接写格式' }]
  const complaint = complaintOfPattern(source)
  return complaint ? [{ code: 'pattern_unsound', says: `格式不能使用：${complaint}` }] : []
}

/** The field that an argument simply names. */
const fieldIn = (arg: Logic, fields: FieldsByKey): Field | undefined => {
  const operation = operationOf(arg)
  const [path] = operation?.args ?? []
  return operation?.name === 'var' && typeof path === 'string' ? fields.get(path) : undefined
}

const ofColumns = new Set(['columnOf', 'sumOf', 'avgOf', 'maxOf', 'minOf', 'countOf', 'productSum'])
const partColumns = ['partId', 'name', 'quantity']

const columns: Check = ([rows, ...keys], name, fields) => {
  const field = ofColumns.has(name) ? fieldIn(rows, fields) : undefined
  if (field?.kind !== 'table' && field?.kind !== 'parts') return []
  const known = field.kind === 'parts' ? partColumns : (field.columns ?? []).map(column => column.key)
  const wanted = name === 'countOf' ? keys.slice(0, 1) : keys
  const strange = wanted.filter((key): key is string => typeof key === 'string' && !known.includes(key))
  return strange.map(key => ({ code: 'unknown_column', says: `「${field.label}」没有「${key}」列` }))
}

const comparing = new Set(['==', '!=', '===', '!==', 'in', 'anyOf', 'allOf', 'noneOf', 'contains'])

/** An option that was renamed or taken out lives on in conditions that never hold. */
const options: Check = (args, name, fields) => {
  const field = comparing.has(name) ? args.map(arg => fieldIn(arg, fields)).find(Boolean) : undefined
  if (!field?.options) return []
  const known = field.options
  const named = args
    .flatMap(arg => (Array.isArray(arg) ? arg : [arg]))
    .filter(arg => typeof arg === 'string' && arg !== '')
  const strange = (named as string[]).filter(option => !known.includes(option))
  return strange.length > 0
    ? [{ code: 'unknown_option', says: `「${field.label}」没有选项「${listed(strange)}」`, isWarning: true }]
    : []
}

const checks: readonly Check[] = [arity, pattern, columns, options]

const strangers = (logic: Logic, fields: FieldsByKey): LogicComplaint[] => {
  const reads = readsOf(logic)
  const known = (key: string): boolean => fields.has(key) || (reservedKeys as readonly string[]).includes(key)
  const unknown = [...reads.keys].filter(key => !known(key))
  return [
    ...(reads.isAll ? [{ code: 'path_computed', says: '要看哪个字段，请直接写明' }] : []),
    ...unknown.map(key => ({ code: 'unknown_field', says: `没有编号为「${key}」的字段` })),
  ]
}

/** What is wrong with a condition or a formula over these fields. */
export const complaintsOfLogic = (logic: Logic, fields: FieldsByKey): LogicComplaint[] => {
  const basic = problemsOfLogic(logic).map(({ code, reason }) => ({ code, says: reason }))
  if (basic.length > 0) return basic
  const found = [
    ...strangers(logic, fields),
    ...operationsIn(logic).flatMap(({ name, args }) => checks.flatMap(check => check(args, name, fields))),
  ]
  return [...new Map(found.map(one => [one.says, one])).values()].slice(0, MOST_TOLD)
}

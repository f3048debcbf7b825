import { type Priority, priorities, priorityNames } from '../../../../../shared/priorities'
import type { Logic } from '../../../../../shared/templates/conditions'
import type { Field, FieldKind } from '../../../../../shared/templates/fields'
import { operationOf } from '../../../../../shared/templates/logic'
import { operatorList, operatorNamed } from '../../../../../shared/templates/operatorList'
import { isComparison } from './condition'
import { words } from './words'

/** What kind of value it is, for the comparisons and inputs that go with it. */
export type Family = 'text' | 'number' | 'money' | 'choice' | 'list' | 'date' | 'time' | 'region' | 'yesNo' | 'thing'

const familyOfKind: Record<FieldKind, Family> = {
  text: 'text',
  longText: 'text',
  number: 'number',
  money: 'money',
  choice: 'choice',
  choices: 'list',
  cascade: 'list',
  rating: 'number',
  date: 'date',
  time: 'time',
  dateTime: 'date',
  duration: 'number',
  phone: 'text',
  idNumber: 'text',
  region: 'region',
  address: 'region',
  customer: 'thing',
  staff: 'thing',
  device: 'thing',
  parts: 'thing',
  scan: 'text',
  photo: 'thing',
  video: 'thing',
  file: 'thing',
  voice: 'thing',
  signature: 'thing',
  checklist: 'thing',
  table: 'thing',
  computed: 'number',
  guide: 'thing',
}

const presence = ['isFilled', 'isEmpty']
/** The comparisons of a family, the usual one first. */
const usual: Record<Family, readonly string[]> = {
  text: ['==', '!=', 'contains', 'startsWith', 'endsWith', 'in', ...presence],
  number: ['==', '!=', '>', '>=', '<', '<=', 'between', ...presence],
  money: ['>=', '<=', '>', '<', '==', 'between', ...presence],
  choice: ['==', '!=', 'in', ...presence],
  list: ['contains', 'anyOf', 'allOf', 'noneOf', ...presence],
  date: ['before', 'after', 'sameDay', 'isWeekend', 'timeBetween', ...presence],
  time: ['timeBetween', '==', ...presence],
  region: ['inRegion', ...presence],
  yesNo: ['=='],
  thing: [...presence, '==', '!='],
}

export type Option = { value: string; label: string }

export type Subject = {
  logic: Logic
  label: string
  family: Family
  /** What can be chosen, where it is a choice. */
  options: readonly Option[]
  field?: Field
}

const plainOption = (value: string): Option => ({ value, label: value })
const priorityOption = (value: Priority): Option => ({ value, label: priorityNames[value] })

const known = (path: string, label: string, family: Family, options: readonly Option[] = []): Subject => ({
  logic: { var: path },
  label,
  family,
  options,
})

const context: readonly Subject[] = [
  { logic: { now: [] }, label: words.context.now, family: 'date', options: [] },
  known('regionCode', words.context.regionCode, 'region'),
  known('ticket.priority', words.context.priority, 'choice', priorities.map(priorityOption)),
  known('ticket.description', words.context.description, 'text'),
  known('ticket.appointmentFrom', words.context.appointment, 'date'),
  known('customer.level', words.context.customerLevel, 'text'),
  known('customer.tags', words.context.customerTags, 'list'),
  known('device.model', words.context.deviceModel, 'text'),
  known('device.inWarranty', words.context.inWarranty, 'yesNo'),
  known('device.warrantyUntil', words.context.warrantyUntil, 'date'),
]

const isAnswered = ({ kind }: Field): boolean => kind !== 'guide'

const subjectOfField = (field: Field): Subject => ({
  logic: { var: field.key },
  label: field.label,
  family: familyOfKind[field.kind],
  options: (field.options ?? []).map(plainOption),
  field,
})

/** All that a condition may start from: the fields in their order, then what is known of the ticket. */
export const subjectsOf = (fields: readonly Field[]): { fields: Subject[]; context: readonly Subject[] } => ({
  fields: fields.filter(isAnswered).map(subjectOfField),
  context,
})

const idOf = (logic: Logic): string => JSON.stringify(logic)

/** Undefined when the field is gone, or the path is one that only the expert view knows. */
export const subjectOf = (fields: readonly Field[], logic: Logic): Subject | undefined => {
  const all = subjectsOf(fields)
  return [...all.fields, ...all.context].find(subject => idOf(subject.logic) === idOf(logic))
}

export const pathOf = (logic: Logic): string => {
  const operation = operationOf(logic)
  return operation?.name === 'var' ? String(operation.args[0]) : idOf(logic)
}

type Comparison = { name: string; sign: string }
const named = (name: string): Comparison => ({ name, sign: operatorNamed.get(name)?.sign ?? name })

/** Those that are usual for the family, and all others. */
export const comparisonsFor = (family: Family): { usual: Comparison[]; others: Comparison[] } => ({
  usual: usual[family].map(named),
  others: operatorList
    .filter(({ name }) => isComparison(name) && !usual[family].includes(name))
    .map(({ name }) => named(name)),
})

/** How many values a comparison has besides what it starts from: as many as its phrase names. */
export const valuesOf = (operator: string): number => (operatorNamed.get(operator)?.arity[0] ?? 1) - 1

/** Whether the value is a list of choices rather than one. */
export const takesList = (operator: string): boolean =>
  ['in', 'anyOf', 'allOf', 'noneOf', 'inRegion'].includes(operator)

const emptyValue = (operator: string, { family }: Pick<Subject, 'family'>): Logic => {
  if (takesList(operator)) return []
  if (family === 'yesNo') return true
  return family === 'number' || family === 'money' ? 0 : ''
}

/** Values for another comparison; what still fits is kept. */
export const valuesFor = (operator: string, subject: Pick<Subject, 'family'>, before: readonly Logic[]): Logic[] =>
  Array.from({ length: valuesOf(operator) }, (_, at) => {
    const value = before[at]
    const isList = Array.isArray(value)
    return value !== undefined && isList === takesList(operator) ? value : emptyValue(operator, subject)
  })

export const firstComparison = (family: Family): string => usual[family][0] ?? 'isFilled'

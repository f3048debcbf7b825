import type { TemplateBody } from './api'
import { type FormContext, variantOf } from './evaluate'
import type { Answer, Answers, Field, FieldKind } from './fields'
import { kindOf } from './kinds'
import type { Names } from './kinds/record'
import { fieldsOfSection } from './layout'

/** An answer as it is read: one sentence, or a line for each step or row; and the files that belong to it. */
export type PrintedAnswer = { field: Field; says: string; lines: string[]; fileIds: string[] }

/** `label` is empty for what stands at the top of the form. */
export type PrintedGroup = { key: string; label: string; answers: PrintedAnswer[] }

type StepAnswer = { isDone?: boolean; fileIds?: string[] | null; note?: string | null }

const stepsIn = (value: Answer): Record<string, StepAnswer> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, StepAnswer>) : {}

const textsIn = (value: Answer): string[] =>
  Array.isArray(value) ? (value as unknown[]).filter(item => typeof item === 'string') : []

const filesOf: Partial<Record<FieldKind, (value: Answer) => string[]>> = {
  photo: textsIn,
  video: textsIn,
  file: textsIn,
  voice: textsIn,
  signature: value => (typeof value === 'string' ? [value] : []),
  checklist: value => Object.values(stepsIn(value)).flatMap(step => step.fileIds ?? []),
}

/** Ids of all files in one answer. */
export const fileIdsIn = ({ kind }: Pick<Field, 'kind'>, value: Answer): string[] => filesOf[kind]?.(value) ?? []

const linesOf: Partial<Record<FieldKind, (value: Answer, field: Field) => string[]>> = {
  checklist: (value, { steps = [] }) =>
    steps.map(step => {
      const { isDone, note } = stepsIn(value)[step.key] ?? {}
      return `${isDone ? '✓' : '○'} ${step.label}${note ? `（${note}）` : ''}`
    }),
  table: (value, field) => {
    const rows: unknown[] = Array.isArray(value) ? value : []
    return rows.map(row => kindOf.table.print([row] as Answer, field)).filter(Boolean)
  },
}

/** Ids and codes in the answers that are read by a name: devices, colleagues, customers, regions. */
export const namedIn = (fields: readonly Field[], answers: Answers, kind: FieldKind): string[] =>
  fields.flatMap(field => {
    const value = answers[field.key]
    if (field.kind === 'address' && kind === 'region') {
      const code = (value as { regionCode?: unknown } | null | undefined)?.regionCode
      return typeof code === 'string' && code ? [code] : []
    }
    return field.kind === kind && typeof value === 'string' && value ? [value] : []
  })

type Ticket = { answers: Answers; context: Pick<FormContext, 'regionCode' | 'at'>; names?: Names }

/** A filled form in the template's order and words; what was not answered is left out. */
export const printedAnswers = (body: TemplateBody, { answers, context, names }: Ticket): PrintedGroup[] => {
  const { fields, groups } = variantOf(body, context)
  const printed = (field: Field): PrintedAnswer[] => {
    const value = answers[field.key] ?? null
    const kind = kindOf[field.kind]
    if (kind.isEmpty(value)) return []
    const lines = linesOf[field.kind]?.(value, field) ?? []
    return [{ field, says: kind.print(value, field, names), lines, fileIds: fileIdsIn(field, value) }]
  }
  return [{ key: '', label: '' }, ...groups].flatMap(({ key, label }, index) => {
    const found = fieldsOfSection({ fields, groups }, index - 1).flatMap(printed)
    return found.length > 0 ? [{ key, label, answers: found }] : []
  })
}

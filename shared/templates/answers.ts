import type { RefusalCode } from '../refusals'
import type { Answer, Answers, Field } from './fields'
import { kindOf } from './kinds'

export type AnswerProblem = { code: RefusalCode; details: { key: string; label: string; reason?: string } }

/** An answer by its key; what the object's prototype offers is no answer. */
export const answerOf = (answers: Answers, key: string): Answer =>
  (Object.hasOwn(answers, key) ? answers[key] : null) ?? null

/** What is wrong with the answer to one question, its settings being as they are now. */
export const problemOf = (field: Field, value: Answer): AnswerProblem | null => {
  const kind = kindOf[field.kind]
  const { key, label } = field
  if (kind.isEmpty(value)) return field.required ? { code: 'template.answer_missing', details: { key, label } } : null
  const reason = kind.complaint(value, field)
  return reason === null ? null : { code: 'template.answer_invalid', details: { key, label, reason } }
}

const unknownAnswers = (fields: readonly Field[], answers: Answers): AnswerProblem[] => {
  const known = new Set(fields.map(field => field.key))
  return Object.keys(answers)
    .filter(key => !known.has(key))
    .map(key => ({ code: 'template.answer_unknown' as const, details: { key, label: key } }))
}

/** Everything that keeps answers from filling a form without rules. With rules: `evaluateForm(...).errors`. */
export const problemsOf = (fields: readonly Field[], answers: Answers): AnswerProblem[] => [
  ...unknownAnswers(fields, answers),
  ...fields.flatMap(field => problemOf(field, answerOf(answers, field.key)) ?? []),
]

/** What a new form holds before anybody types or anything is known. */
export const initialAnswers = (fields: readonly Field[]): Answers =>
  Object.fromEntries(
    fields.flatMap(field => {
      const value = kindOf[field.kind].read(field.initial ?? null, field)
      return value === null || problemOf({ ...field, required: true }, value) ? [] : [[field.key, value] as const]
    }),
  )

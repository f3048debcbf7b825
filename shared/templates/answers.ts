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

/** What a new form holds before anybody types or anything is known. */
export const initialAnswers = (fields: readonly Field[]): Answers =>
  Object.fromEntries(
    fields.flatMap(field => {
      const value = kindOf[field.kind].read(field.initial ?? null, field)
      return value === null || problemOf({ ...field, required: true }, value) ? [] : [[field.key, value] as const]
    }),
  )

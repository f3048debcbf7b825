import { answerOf, problemOf } from './answers'
import type { Form, FormError } from './evaluate'
import type { Field } from './fields'

/** When a form is checked: as it is opened or corrected, and as the work is finished. */
export type FormStage = NonNullable<Field['stage']>

/**
 * What stands in the way at a stage. Until the work is finished, a field of the end may be empty or half done; when it is,
 * only those fields are asked for, since the others were when the ticket was opened.
 */
export const errorsAt = (
  stage: FormStage,
  fields: readonly Field[],
  { errors, values }: Pick<Form, 'errors' | 'values'>,
): FormError[] => {
  const ending = new Map(fields.filter(field => field.stage === 'finish').map(field => [field.key, field]))
  return errors.filter(({ key, code }) => {
    const field = ending.get(key)
    if (stage === 'finish') return field !== undefined
    if (!field || !aboutTheAnswer.has(code)) return true
    return problemOf({ ...field, required: false }, answerOf(values, key)) !== null
  })
}

const aboutTheAnswer: ReadonlySet<FormError['code']> = new Set(['template.answer_missing', 'template.answer_invalid'])

import { useDeferredValue, useMemo } from 'react'
import type { TemplateBody } from '../../../../../shared/templates/api'
import { evaluateForm, type Form, variantOf } from '../../../../../shared/templates/evaluate'
import { useDocument } from '../designer/desk'
import { useTrial } from './trial'

const NOON = 'T12:00:00+08:00'

type Tried = { body: TemplateBody; form: Form | null }

/** The form that the test answers make, a moment behind the typing; null while the template cannot be worked out. */
export const useTriedForm = (): Tried => {
  const { body } = useDeferredValue(useDocument())
  const { answers, situation } = useTrial()
  return useMemo(() => {
    const at = situation.day ? `${situation.day}${NOON}` : undefined
    const context = { regionCode: situation.regionCode, at }
    const local = variantOf(body, context)
    try {
      return { body: local, form: evaluateForm(body, answersOf(body, answers), context) }
    } catch {
      return { body: local, form: null }
    }
  }, [body, answers, situation])
}

/** Answers to fields that have been taken out meanwhile are forgotten. */
const answersOf = ({ fields }: TemplateBody, answers: ReturnType<typeof useTrial>['answers']) =>
  Object.fromEntries(fields.flatMap(({ key }) => (key in answers ? [[key, answers[key] ?? null]] : [])))

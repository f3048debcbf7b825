import type { Form } from '../../../shared/templates/evaluate'
import type { Answer, Answers, Field } from '../../../shared/templates/fields'
import { kindOf } from '../../../shared/templates/kinds'

export type Row = {
  field: Field
  isShown: boolean
  value: Answer | undefined
  origin: string | null
  wrong: string | null
  warnings: readonly string[]
}

export const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

type Said = { typed: Answers; origins: Record<string, string>; read: (key: string, value: Answer) => Answer }

/** As it was typed, until a rule says otherwise. */
const shownValue = ({ key, kind }: Field, values: Answers, { typed, read }: Said): Answer | undefined => {
  const worked = values[key]
  if (!(key in typed)) return worked
  const said = typed[key] ?? null
  const tidy = read(key, said)
  const isAsSaid = worked === undefined ? kindOf[kind].isEmpty(tidy) : isSame(worked, tidy)
  return isAsSaid ? said : worked
}

type Page = {
  asks: (field: Field) => boolean
  /** What is wrong is shown. */
  isTried: boolean
}

/** What stands in a field's place after the rules have run. */
export const rowOf = (field: Field, form: Form, said: Said, { asks, isTried }: Page): Row => {
  const { key } = field
  const options = form.options[key]
  const says = (all: Form['warnings']) => all.flatMap(one => (one.key === key ? [one.says] : []))
  const error = isTried ? form.errors.find(one => one.key === key)?.message : undefined
  const now = { ...field, required: form.required.includes(key), ...(options && { options }) }
  return {
    field: now,
    isShown: form.visible.includes(key) && asks(now),
    value: shownValue(field, form.values, said),
    origin: key in said.typed ? null : (said.origins[key] ?? null),
    wrong: says(form.blocks)[0] ?? error ?? null,
    warnings: says(form.warnings),
  }
}

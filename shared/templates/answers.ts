import type { RefusalCode } from '../refusals'
import type { Answer, Answers, Field } from './fields'

export type AnswerProblem = { code: RefusalCode; details: { key: string; label: string; reason?: string } }

const isEmpty = (value: Answer | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const isText = (value: Answer): boolean => typeof value === 'string'

/** What is wrong with one value, in the user's words; null when it fits. */
const complaint: Record<Field['kind'], (value: Answer, field: Field) => string | null> = {
  text: value => (isText(value) ? null : '请填写文字'),
  longText: value => (isText(value) ? null : '请填写文字'),
  number: value => (typeof value === 'number' && Number.isFinite(value) ? null : '请填写数字'),
  choice: (value, { options = [] }) => (isText(value) && options.includes(value as string) ? null : '请从选项里选择'),
  choices: (value, { options = [] }) =>
    Array.isArray(value) && value.every(one => options.includes(one)) ? null : '请从选项里选择',
  date: value => (isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value as string) ? null : '请选择日期'),
  dateTime: value => (isText(value) && !Number.isNaN(Date.parse(value as string)) ? null : '请选择时间'),
  phone: value => (isText(value) && /^[0-9+*\- ]{3,20}$/.test(value as string) ? null : '电话号码格式不对'),
  photo: value => (Array.isArray(value) ? null : '请上传照片'),
  scan: value => (isText(value) ? null : '请扫码或填写编号'),
  device: value => (isText(value) ? null : '请选择设备'),
}

/** Everything that keeps these answers from being a valid filling of the form. Used alike by the mini-program and the server. */
export const problemsOf = (fields: readonly Field[], answers: Answers): AnswerProblem[] => {
  const known = new Set(fields.map(field => field.key))
  const unknown = Object.keys(answers)
    .filter(key => !known.has(key))
    .map(key => ({ code: 'template.answer_unknown' as const, details: { key, label: key } }))
  return [...unknown, ...fields.flatMap(field => problemOf(field, answers[field.key]))]
}

const problemOf = (field: Field, value: Answer | undefined): AnswerProblem[] => {
  const details = { key: field.key, label: field.label }
  if (isEmpty(value)) return field.required ? [{ code: 'template.answer_missing', details }] : []
  const reason = complaint[field.kind](value ?? null, field)
  return reason ? [{ code: 'template.answer_invalid', details: { ...details, reason } }] : []
}

import type { Answer, Field } from '../fields'

/** Where a kind stands in the designer's library, in this order. */
export const shelves = ['文字', '数字', '选择', '时间', '人和物', '地点', '附件', '步骤', '显示'] as const
export type Shelf = (typeof shelves)[number]

/** Names of what an answer only holds by id or code: devices, colleagues, customers, regions. */
export type Names = Readonly<Record<string, string>>

/** All that the product knows of one kind of field. Inputs and icons stand beside it in each front end. */
export type KindRecord = {
  name: string
  shelf: Shelf
  /** The same key in both front ends. */
  icon: string
  /** The settings it uses besides `commonSettings`. */
  settings: readonly (keyof Field)[]
  /** Sensible settings of one newly dropped into a form. */
  starts: () => Partial<Field>
  empty: Answer
  /** Tidies what was typed, scanned or heard: full-width digits, blanks, units. What cannot be read stays as it is, for `complaint`. */
  read: (raw: unknown, field: Field) => Answer
  /** What is wrong with a value that is not empty, in the user's words. */
  complaint: (value: Answer, field: Field) => string | null
  print: (value: Answer, field: Field, names?: Names) => string
  isEmpty: (value: Answer | undefined) => boolean
}

/** Settings of every kind. */
export const commonSettings = [
  'key',
  'label',
  'kind',
  'hint',
  'group',
  'span',
  'isLocal',
  'isForCustomer',
] as const satisfies readonly (keyof Field)[]

/** Settings of a kind that may be demanded. */
export const demanded = ['required', 'stage'] as const satisfies readonly (keyof Field)[]
/** ... whose value may stand there from the beginning. */
export const asked = [...demanded, 'initial'] as const satisfies readonly (keyof Field)[]
/** ... and may be known before. */
export const known = [...asked, 'prefill'] as const satisfies readonly (keyof Field)[]

export const isEmptyAnswer = (value: Answer | undefined): boolean => {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

const FULL_WIDTH = /[\uff01-\uff5e]/g
/** `０１３９－` as `0139-`; the wide blank as a blank. */
export const halfWidth = (text: string): string =>
  text.replace(FULL_WIDTH, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')

/** JSON that came from anywhere, as an answer; its shape is judged by `complaint`. */
export const asAnswer = (raw: unknown): Answer => (raw === undefined ? null : (raw as Answer))

/** The text trimmed; nothing when there is none. */
export const readText = (raw: unknown): Answer => {
  if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw)
  return typeof raw === 'string' ? raw.trim() || null : asAnswer(raw)
}

export type Plain = Record<string, unknown>
export const isRecord = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether an object has no key but these. */
export const hasOnly = (value: Plain, keys: readonly string[]): boolean =>
  Object.keys(value).every(key => keys.includes(key))

/** An own value of a record; what its prototype offers is not there. */
export const own = (value: Plain, key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined)

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 64

export const isWholeBetween = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most

/** What a kind is unless it says otherwise. */
export const basics = {
  starts: (): Partial<Field> => ({}),
  empty: null as Answer,
  read: asAnswer,
  isEmpty: isEmptyAnswer,
}

/** What an answer that is text or a number prints as. */
export const printPlain = (value: Answer): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

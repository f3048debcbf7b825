import { problemOf } from './answers'
import type { Answer, Answers, Field, FieldKind, PrefillSource } from './fields'
import { kindOf } from './kinds'

/** What was said with the request, as far as it was understood. */
export type Said = {
  product?: string | undefined
  faultCode?: string | undefined
  /** An instant. */
  appointment?: string | undefined
  description?: string | undefined
}

/** What is known before anybody types. */
export type Known = {
  customer: {
    id: string
    name: string
    phone: string | null
    address: string | null
    regionCode: string | null
  } | null
  device: { id: string; name: string; model: string; serial: string } | null
  /** What the customer bought last, and when: `2026-05-01`. */
  lastOrder?: { product: string; day: string | null } | null | undefined
  /** Of any template. */
  lastNumber?: string | null | undefined
  /** Of this template. */
  lastAnswers?: Answers | null | undefined
  said?: Said | undefined
}

type Found = Answer | undefined

const valueFrom: Record<PrefillSource, (known: Known, field: Field) => Found> = {
  'customer.phone': ({ customer }) => customer?.phone,
  'customer.address': ({ customer }, { kind }) =>
    kind === 'address' && customer?.address
      ? { regionCode: customer.regionCode, detail: customer.address, lat: null, lng: null }
      : customer?.address,
  'customer.name': ({ customer }) => customer?.name,
  'customer.region': ({ customer }) => customer?.regionCode,
  'customer.id': ({ customer }) => customer?.id,
  'device.id': ({ device }) => device?.id,
  'device.name': ({ device }) => device?.name,
  'device.model': ({ device }) => device?.model,
  'device.serial': ({ device }) => device?.serial,
  'lastOrder.product': ({ lastOrder }) => lastOrder?.product,
  'lastOrder.date': ({ lastOrder }) => lastOrder?.day,
  'lastTicket.answer': ({ lastAnswers }, { key, kind }) =>
    lastAnswers && !belongsToItsTicket.has(kind) && Object.hasOwn(lastAnswers, key) ? lastAnswers[key] : undefined,
  'lastTicket.number': ({ lastNumber }) => lastNumber,
  'text.product': ({ said }) => said?.product,
  'text.faultCode': ({ said }) => said?.faultCode,
  'text.appointment': ({ said }) => said?.appointment,
  'text.description': ({ said }) => said?.description,
}

/** Evidence of one visit is not evidence of the next. */
const belongsToItsTicket: ReadonlySet<FieldKind> = new Set([
  'photo',
  'video',
  'file',
  'voice',
  'signature',
  'checklist',
])

/** Where a field's value comes from; a device or customer that is known needs no saying so. */
export const sourceOf = ({ kind, prefill }: Pick<Field, 'kind' | 'prefill'>): PrefillSource | undefined => {
  if (prefill) return prefill
  if (kind === 'device') return 'device.id'
  return kind === 'customer' ? 'customer.id' : undefined
}

/** Null was never said; a text that somebody emptied was. */
const isUnsaid = (value: Answer | undefined): boolean => value === undefined || value === null

/** What is known for a field, in its own form; null when that would not be a valid answer. */
const knownFor = (field: Field, known: Known): { source: PrefillSource; value: Answer } | null => {
  const source = sourceOf(field)
  if (!source) return null
  const kind = kindOf[field.kind]
  const value = kind.read(valueFrom[source](known, field) ?? null, field)
  return kind.isEmpty(value) || problemOf(field, value) ? null : { source, value }
}

/** Answers with what is known filled in where nothing was said, and where each such value came from. */
export const prefilled = (
  fields: readonly Field[],
  given: Answers,
  known: Known,
): { answers: Answers; origins: Record<string, string> } => {
  const answers: Answers = { ...given }
  const origins: Record<string, string> = {}
  for (const field of fields) {
    const found = isUnsaid(given[field.key]) ? knownFor(field, known) : null
    if (!found) continue
    answers[field.key] = found.value
    origins[field.key] = found.source
  }
  return { answers, origins }
}

/** Whether any field takes its value from one of these. */
export const takesFrom = (fields: readonly Field[], ...sources: PrefillSource[]): boolean =>
  fields.some(({ prefill }) => prefill !== undefined && sources.includes(prefill))

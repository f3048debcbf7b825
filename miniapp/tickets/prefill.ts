import type { CustomerView, DeviceView } from '../../shared/customers'
import type { Answers, Field } from '../../shared/templates/fields'
import { words } from './words'

type Known = { customer: CustomerView | null; device: DeviceView | null }

const lookUp = (source: NonNullable<Field['prefill']>, { customer, device }: Known): string | null => {
  const values = {
    'customer.name': customer?.name,
    'customer.phone': customer?.phone,
    'customer.address': customer?.address,
    'device.model': device?.model,
    'device.serial': device?.serial,
  }
  return values[source] ?? null
}

type Prefilled = { answers: Answers; origins: Record<string, string> }

/** What need not be typed, and where each value comes from. */
export const prefilled = (fields: readonly Field[], known: Known): Prefilled => {
  const answers: Answers = {}
  const origins: Record<string, string> = {}
  for (const field of fields) {
    const isDevice = field.kind === 'device'
    const value = isDevice ? known.device?.id : field.prefill ? lookUp(field.prefill, known) : null
    if (!value) continue
    answers[field.key] = value
    origins[field.key] = isDevice ? 'device.id' : (field.prefill ?? '')
  }
  return { answers, origins }
}

/**
 * What is sent: the typed answers and the chosen device. Values from a record stay out, because the server fills them in
 * itself, and what we show of them may be masked.
 */
export const toSend = (fields: readonly Field[], known: Prefilled, typed: Answers): Prefilled => {
  const devices = fields.filter(({ key, kind }) => kind === 'device' && key in known.answers && !(key in typed))
  return {
    answers: { ...Object.fromEntries(devices.map(({ key }) => [key, known.answers[key] ?? null])), ...typed },
    origins: Object.fromEntries(devices.map(({ key }) => [key, known.origins[key] ?? ''])),
  }
}

/** `customer.phone` becomes 「来自客户档案」. */
export const originWords = (origin: string | undefined): string | null => {
  if (!origin) return null
  if (origin.startsWith('customer.')) return words.prefilled.customer
  if (origin.startsWith('device.')) return words.prefilled.device
  return words.prefilled.last
}

import type { CustomerView, DeviceView } from '../../shared/customers'
import type { Answers, Field } from '../../shared/templates/fields'
import { prefilled as prefilledFrom } from '../../shared/templates/prefill'
import { words } from './words'

type Known = { customer: CustomerView | null; device: DeviceView | null }

type Prefilled = { answers: Answers; origins: Record<string, string> }

/** What need not be typed as far as the page itself knows, and where each value comes from; `templates.prefill` knows more. */
export const prefilled = (fields: readonly Field[], known: Known): Prefilled => prefilledFrom(fields, {}, known)

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

/** By what the origin begins with. */
const originsInWords: Readonly<Record<string, string>> = {
  customer: words.prefilled.customer,
  device: words.prefilled.device,
  lastOrder: words.prefilled.order,
  lastTicket: words.prefilled.last,
  text: words.prefilled.text,
}

/** `customer.phone` becomes 「来自客户档案」. */
export const originWords = (origin: string | undefined): string | null =>
  originsInWords[origin?.split('.')[0] ?? ''] ?? null

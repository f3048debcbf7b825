import { type RefusalCode, refusals } from '../refusals'
import { fieldWords } from './fieldNames'

export type RefusalDetails = Record<string, unknown>

/** A clear "no" with a stable code. Status and sentence stand in `shared/refusals.ts`. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(sentenceFor(code, details))
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }

  get status(): number {
    return refusals[this.code].status
  }
}

export const refuse = (code: RefusalCode, details?: RefusalDetails): never => {
  throw new Refusal(code, details)
}

export function refuseUnless(condition: unknown, code: RefusalCode, details?: RefusalDetails): asserts condition {
  if (!condition) refuse(code, details)
}

/** The Chinese sentence of a code, `{name}` replaced from the details; `{field}` is a path there and named here. */
export const sentenceFor = (code: RefusalCode, details: RefusalDetails): string =>
  refusals[code].say.replace(/\{(\w+)\}/g, (_, name: string) => {
    const detail = String(details[name] ?? '')
    return name === 'field' ? fieldWords(detail) : detail
  })

import { HostRefusal } from './host'

/** The server's "no"; `message` is the Chinese sentence to show. */
export class ApiRefusal extends Error {
  readonly code: string
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** Nothing came back: the same request may be sent again with the same key. */
export class NetworkTrouble extends Error {
  constructor() {
    super('网络不通，请检查后重试')
    this.name = 'NetworkTrouble'
  }
}

/** Whether it may have been done all the same: nobody answered, or what answered could not say. */
export const isUnsettled = (problem: unknown): boolean =>
  problem instanceof NetworkTrouble || (problem instanceof ApiRefusal && problem.status >= 500)

/** What a person is told about any failure: never a technical word. */
export const sentenceOf = (problem: unknown): string =>
  problem instanceof ApiRefusal || problem instanceof NetworkTrouble || problem instanceof HostRefusal
    ? problem.message
    : '页面出了点问题，请返回后重试'

/** Not there, or not for this person: asking again gives the same answer. */
export const isFinal = (problem: unknown): boolean =>
  problem instanceof ApiRefusal && (problem.status === 403 || problem.status === 404)

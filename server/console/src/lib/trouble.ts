/** The server's "no"; `message` is the Chinese sentence to show. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'ApiRefusal'
  }
}

/** Gone, or no longer this person's: what was shown of it must not stay. */
export const isGone = (problem: unknown): boolean =>
  problem instanceof ApiRefusal && (problem.status === 403 || problem.status === 404)

/** Nothing came back: the same request may be sent again with the same key. */
export class NetworkTrouble extends Error {
  constructor() {
    super('连不上服务器，请检查网络后再试')
    this.name = 'NetworkTrouble'
  }
}

/** Whether it may have been done all the same: nobody answered, or what answered could not say. */
export const isUnsettled = (problem: unknown): boolean =>
  problem instanceof NetworkTrouble || (problem instanceof ApiRefusal && problem.status >= 500)

/** What a person is told about any failure: never a technical word. */
export const sentenceOf = (problem: unknown): string =>
  problem instanceof ApiRefusal || problem instanceof NetworkTrouble ? problem.message : '页面出了点问题，请刷新后再试'

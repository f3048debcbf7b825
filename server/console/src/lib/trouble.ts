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

/** Nothing came back: the same request may be sent again with the same key. */
export class NetworkTrouble extends Error {
  constructor() {
    super('连不上服务器，请检查网络后再试')
    this.name = 'NetworkTrouble'
  }
}

/** What a person is told about any failure: never a technical word. */
export const sentenceOf = (problem: unknown): string =>
  problem instanceof ApiRefusal || problem instanceof NetworkTrouble ? problem.message : '页面出了点问题，请刷新后再试'

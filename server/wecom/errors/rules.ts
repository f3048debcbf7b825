export type Reaction = 'retry' | 'refresh' | 'giveUp' | 'memberGone' | 'alarm'

/** What each errcode asks of us, protocol section 1.1; one that is not listed is given up. */
export const reactions: Record<number, Reaction> = {
  [-1]: 'retry', // busy
  40001: 'alarm', // secret wrong
  40003: 'memberGone',
  40007: 'giveUp', // media expired
  40013: 'giveUp', // corp id wrong
  40014: 'refresh',
  40029: 'giveUp', // login code used or older than 5 min: the client brings a new one
  40056: 'giveUp', // agent id wrong
  40058: 'giveUp',
  40096: 'giveUp', // no such external contact
  41001: 'alarm',
  41051: 'giveUp', // welcome code used
  42001: 'refresh',
  42009: 'alarm', // token of another app
  45009: 'retry', // frequency: blocked for 60 s at least
  45033: 'retry', // too many at once
  48002: 'alarm', // app lacks the permission
  60011: 'alarm', // outside the visible range
  60020: 'alarm', // our address is not trusted; errmsg names it
  60111: 'memberGone',
  81013: 'giveUp', // nobody could be reached: another channel must take over
  84061: 'giveUp', // no follow relationship
  95014: 'alarm', // servicer not activated
  301002: 'alarm',
  830002: 'giveUp', // media above 20 MB
}

/** The platform answered and said no. `errmsg` is for the log only: decisions go by `errcode`. */
export class WecomError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`WeCom answered ${errcode}: ${errmsg}`)
    this.name = 'WecomError'
  }
}

/** No usable answer came. Whether the call took effect is unknown. Holds no request: its address carries the token. */
export class WecomUnreachable extends Error {
  constructor(readonly reason: 'timeout' | 'network' | 'status' | 'unreadable') {
    super(`WeCom gave no usable answer: ${reason}`)
    this.name = 'WecomUnreachable'
  }
}

export const reactionTo = (error: unknown): Reaction => {
  if (error instanceof WecomError) return reactions[error.errcode] ?? 'giveUp'
  return error instanceof WecomUnreachable ? 'retry' : 'giveUp'
}

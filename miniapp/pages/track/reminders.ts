import type { Status } from '../../../shared/tickets/life'
import { type ToldMove, toldMoves } from '../../../shared/wechat'

/** The steps still to come of which a customer can be told. */
const ahead: Record<Status, readonly ToldMove[]> = {
  draft: toldMoves,
  open: toldMoves,
  assigned: ['depart', 'finish'],
  accepted: ['depart', 'finish'],
  travelling: ['finish'],
  working: ['finish'],
  waiting: ['finish'],
  awaiting_acceptance: [],
  completed: [],
  closed: [],
  cancelled: [],
}

export const aheadOf = (status: Status): readonly ToldMove[] => ahead[status]

/** `off`: only WeChat's settings can change it. `declined`: said no lately, so it is not asked again unbidden. */
export type Standing = 'off' | 'covered' | 'partly' | 'declined' | 'offer'

type Situation = { stepsAhead: number; remaining: number; isOff: boolean; isDeclined: boolean }

export const standingOf = ({ stepsAhead, remaining, isOff, isDeclined }: Situation): Standing => {
  if (isOff) return 'off'
  if (remaining >= stepsAhead) return 'covered'
  if (remaining > 0) return 'partly'
  return isDeclined ? 'declined' : 'offer'
}

const WINDOW_MS = 48 * 3_600_000
const MOST_MESSAGES = 5

export type KfSession = {
  /** 0 new, 1 answered by the company's program, 2 in the pool, 3 with a person, 4 over or not begun. */
  state: number
  servicerId: string | null
  lastCustomerAt: number | null
  sent: number
}

const forward: Record<number, number[]> = { 0: [1, 2, 3, 4], 1: [2, 3, 4], 2: [3, 4], 3: [3, 4] }

/** Only forward; a person may pass the chat on to another. */
export const mayGo = ({ state }: KfSession, target: number): boolean => forward[state]?.includes(target) ?? false

/** Why one more message would not be delivered: 4 over 48 hours, 6 over five messages. */
export const failTypeOf = ({ lastCustomerAt, sent }: KfSession, now: number): 4 | 6 | null => {
  if (lastCustomerAt === null || now >= lastCustomerAt + WINDOW_MS) return 4
  return sent >= MOST_MESSAGES ? 6 : null
}

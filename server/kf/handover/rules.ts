/** 0 new, 1 answered by us, 2 in the pool, 3 with a person, 4 over; protocol section 10. */
const forward: Record<number, readonly number[]> = { 0: [1, 2, 3, 4], 1: [2, 3, 4], 2: [3, 4], 3: [4] }

/**
 * Where a chat in `state` goes when the customer wants a person: to somebody by name, else into the pool. `already`
 * when somebody has it or it waits for them; `over` when only the customer's next message can open it again.
 */
export const handOverTarget = (state: number, hasServicer: boolean): 2 | 3 | 'already' | 'over' => {
  const ways = forward[state] ?? []
  if (state === 3) return 'already'
  if (hasServicer && ways.includes(3)) return 3
  if (ways.includes(2)) return 2
  return state === 2 ? 'already' : 'over'
}

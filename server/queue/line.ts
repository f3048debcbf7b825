/** One thing to do that has been taken. */
export type Work = () => Promise<void>

export type Line = {
  /** Takes up to so many things that are due. */
  take: (most: number) => Promise<Work[]>
  onFailure: (error: unknown) => void
  /** Things that are taken together; twice as many are on hand at most. */
  atOnce: number
}

const IDLE_MS = 250

/** Takes and does what is due until stopped: at once when woken or when half of what was on hand is done, else every quarter of a second. */
export const startLine = ({ take, onFailure, atOnce }: Line): { wake: () => void; stop: () => Promise<void> } => {
  const onHand = new Set<Promise<void>>()
  let isStopping = false
  let isWoken = false
  let rise = () => {}

  const wake = (): void => {
    isWoken = true
    rise()
  }
  const rest = async (): Promise<void> => {
    if (!isWoken) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, IDLE_MS)
        rise = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    isWoken = false
  }
  const begin = (work: Work): void => {
    const working = work()
      .catch(onFailure)
      .finally(() => {
        onHand.delete(working)
        if (onHand.size === atOnce || onHand.size === 0) wake()
      })
    onHand.add(working)
  }
  const takeSafely = (most: number): Promise<Work[]> =>
    take(most).catch((error): Work[] => {
      onFailure(error)
      return []
    })
  const run = async (): Promise<void> => {
    while (!isStopping) {
      const most = 2 * atOnce - onHand.size
      const taken = most < atOnce ? null : await takeSafely(most)
      for (const work of taken ?? []) begin(work)
      if (taken === null || taken.length < most) await rest()
    }
    await Promise.all(onHand)
  }
  const running = run()
  return {
    wake,
    stop: async () => {
      isStopping = true
      wake()
      await running
    },
  }
}

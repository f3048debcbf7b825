const listeners = new Set<() => void>()

/** After a command, whatever is on the screen is asked for again. */
export const announceChange = (): void => {
  for (const listener of listeners) listener()
}

export const onChange = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

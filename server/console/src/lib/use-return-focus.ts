import { useEffect, useState } from 'react'

/** Whatever had the focus when this appeared has it again afterwards. */
export const useReturnFocus = (): void => {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // What closes keeps the focus to itself until it is gone.
      setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus())
    },
    [before],
  )
}

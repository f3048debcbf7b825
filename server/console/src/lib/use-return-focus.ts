import { useEffect, useState } from 'react'

const isNobodys = (focused: Element | null): boolean =>
  focused === null || focused === document.body || focused.closest('.ant-drawer') !== null

/** Whatever had the focus when this appeared has it again afterwards, unless something else has taken it by then. */
export const useReturnFocus = (): void => {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // What closes keeps the focus to itself until it is gone.
      setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected && isNobodys(document.activeElement)) before.focus()
      })
    },
    [before],
  )
}

import { useEffect, useState } from 'react'

/** As many rows as fill two screens; each further step stays far below what one update of a page may weigh. */
const STEP = 16
const STEP_MS = 50

/** How many of `total` rows to draw: the first screens at once, the others a few at a time. */
export const useGradually = (total: number): number => {
  const [drawn, setDrawn] = useState(STEP)
  useEffect(() => {
    if (drawn >= total) return
    const timer = setTimeout(() => setDrawn(drawn + STEP), STEP_MS)
    return () => clearTimeout(timer)
  }, [drawn, total])
  return drawn
}

import { useEffect, useState } from 'react'

/** The present, again every so many ms: countdowns move while the page stands open. */
export const useNow = (everyMs = 20_000): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

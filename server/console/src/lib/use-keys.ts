import { useEffect, useRef } from 'react'

/** Single keys outside of text fields, when nothing else has taken them. */
export const useKeys = (keys: Record<string, (() => void) | undefined>): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTyping = (event.target as HTMLElement).closest('input, textarea, select, [role="dialog"]')
      const act = latest.current[event.key]
      if (isTyping || !act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

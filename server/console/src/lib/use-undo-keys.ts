import { useEffect, useRef } from 'react'

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (⌘ on a Mac), outside of text fields: those take back their own letters. */
export const useUndoKeys = (acts: { undo: () => void; redo: () => void }): void => {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey
      const key = event.key.toLowerCase()
      if (!isOurs || (key !== 'z' && key !== 'y') || (event.target as HTMLElement).closest('input, textarea')) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) latest.current.redo()
      else latest.current.undo()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

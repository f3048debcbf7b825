import { useEffect } from 'react'
import { useDesk } from './desk'
import type { Saving } from './saving'

/** What has keys of its own: test answers and dialogs. */
const hasOwnKeys = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-own-keys], [role="dialog"]') !== null

/** Undo, redo and save work from everywhere in the designer, inside its text fields too. */
export const useDesignerKeys = (saving: Saving): void => {
  const desk = useDesk()
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || hasOwnKeys(event.target)) return
      const key = event.key.toLowerCase()
      const acts: Record<string, () => void> = {
        z: event.shiftKey ? desk.redo : desk.undo,
        y: desk.redo,
        s: () => void saving.flush(),
      }
      const act = acts[key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [desk, saving])
}

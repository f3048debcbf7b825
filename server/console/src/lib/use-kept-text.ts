import { useState } from 'react'
import { useSession } from './session'

/** A text of this person in this tab that outlives closing what it was typed in; `name` says what it is for. */
export const useKeptText = (name: string): [text: string, keep: (text: string) => void] => {
  const key = `paidan.console.text:${useSession()?.person.id}:${name}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const keep = (next: string): void => {
    setText(next)
    if (next) sessionStorage.setItem(key, next)
    else sessionStorage.removeItem(key)
  }
  return [text, keep]
}

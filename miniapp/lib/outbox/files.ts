import { createContext } from 'react'
import { now } from '../clock'
import { newKey, storedSession } from '../session'
import { shelve, unshelve } from '../shelf'
import { addUnsent, listUnsent, type OwnTicket, removeUnsent } from './store'

/** The ticket whose files may wait on this phone; null where a file that cannot be sent is sent again by a tap. */
export const WaitingFiles = createContext<OwnTicket | null>(null)

/** Puts a file by until the network is back; resolves to an id that stands for it until then. */
export const keepFile = async (ticket: OwnTicket, { path, name }: { path: string; name: string }): Promise<string> => {
  const key = newKey()
  const input = { path: await shelve(key, path), name }
  addUnsent({ key, personId: storedSession()?.person.id ?? '', ticket, kind: 'file', input, ...now(), refused: null })
  return key
}

/** A file that is not wanted any more need not be sent. */
export const dropFile = (standIn: string): void => {
  const file = listUnsent().find(({ kind, key }) => kind === 'file' && key === standIn)
  if (!file) return
  removeUnsent([file.key])
  unshelve(String(file.input.path))
}

import { useContext, useEffect, useRef, useState } from 'react'
import { MAX_FILE_BYTES } from '../../../shared/files'
import type { FileView } from '../../../shared/tickets/views'
import { upload } from '../../lib/api'
import type { PickedFile } from '../../lib/host/types'
import { fileOf, rememberFile } from '../../lib/known'
import { dropFile, keepFile, WaitingFiles } from '../../lib/outbox/files'
import type { OwnTicket } from '../../lib/outbox/store'
import { newKey } from '../../lib/session'
import { NetworkTrouble, sentenceOf } from '../../lib/trouble'
import { say } from '../../lib/useCommand'
import type { InputProps } from './types'
import { words } from './words'

export type Piece = {
  key: string
  /** Where it can be seen now; empty for one that was sent before and is not known here. */
  path: string
  name: string
  fileId: string | null
  /** `kept` waits on this phone for the network; its id stands for the one it will be given. */
  state: 'sending' | 'sent' | 'kept' | 'failed'
}

const sentBefore = (id: string): Piece => {
  const known = fileOf(id)
  return { key: id, path: known?.path ?? '', name: known?.name ?? '', fileId: id, state: 'sent' }
}

export const idsOf = (value: InputProps['value']): string[] =>
  Array.isArray(value) ? (value as unknown[]).filter(id => typeof id === 'string') : []

const idsOfPieces = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]))

type Props = { ids: readonly string[]; onChange: (ids: string[]) => void; onBusy?: InputProps['onBusy'] }

/** Sends each file at once; a failed one stays with its key and is sent again by a tap. */
export const useUploads = ({ ids, onChange, onBusy }: Props) => {
  const [pieces, setPieces] = useState<Piece[]>(() => ids.map(sentBefore))
  const held = useRef(pieces)
  const waiting = useContext(WaitingFiles)

  const show = (next: Piece[]) => {
    held.current = next
    setPieces(next)
    onBusy?.(next.some(({ state }) => state === 'sending'))
  }
  const put = (next: Piece[]) => {
    show(next)
    onChange(idsOfPieces(next))
  }
  const change = (key: string, with_: Partial<Piece>) =>
    put(held.current.map(piece => (piece.key === key ? { ...piece, ...with_ } : piece)))

  // What a rule or a fresh start took away or put in.
  const wanted = ids.join()
  useEffect(() => {
    if (idsOfPieces(held.current).join() === wanted) return
    const known = new Map(held.current.map(piece => [piece.fileId, piece]))
    const next = wanted === '' ? [] : wanted.split(',').map(id => known.get(id) ?? sentBefore(id))
    held.current = next
    setPieces(next)
  }, [wanted])

  const send = async (piece: Piece) => {
    change(piece.key, { state: 'sending' })
    try {
      const file = await upload<FileView>('files.upload', piece.path, piece.key)
      rememberFile({ id: file.id, name: piece.name || file.name, mime: file.mime, path: file.url })
      change(piece.key, { state: 'sent', fileId: file.id })
    } catch (problem) {
      if (!(problem instanceof NetworkTrouble && waiting && (await keep(piece, waiting)))) {
        change(piece.key, { state: 'failed' })
        say(sentenceOf(problem))
      }
    }
  }

  const keep = async (piece: Piece, ticket: OwnTicket): Promise<boolean> => {
    const fileId = await keepFile(ticket, piece).catch(() => null)
    if (fileId) change(piece.key, { state: 'kept', fileId })
    return fileId !== null
  }

  const remove = (key: string) => {
    const gone = held.current.find(piece => piece.key === key)
    if (gone?.fileId) dropFile(gone.fileId)
    put(held.current.filter(piece => piece.key !== key))
  }

  const add = async (picked: readonly PickedFile[]) => {
    const fitting = picked.filter(file => file.bytes <= MAX_FILE_BYTES)
    if (fitting.length < picked.length) say(words.tooLarge)
    const fresh = fitting.map(file => ({
      key: newKey(),
      path: file.path,
      name: file.name ?? '',
      fileId: null,
      state: 'sending' as const,
    }))
    show([...held.current, ...fresh])
    for (const piece of fresh) await send(piece)
  }

  return { pieces, add, send, remove }
}

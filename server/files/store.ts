import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, selectById, selectRows } from '../db/rows'

export type FileRow = {
  id: string
  /** Null until the file is attached; then it is seen by whoever sees the ticket. */
  ticketId: string | null
  name: string
  mime: string
  sizeBytes: number
  sha256: string
  createdById: string
  createdAt: Date
}

export const files = new EntitySchema<FileRow>({
  name: 'files',
  columns: {
    id: columns.id,
    ticketId: columns.optionalRef,
    name: columns.string(200),
    mime: columns.string(80),
    sizeBytes: columns.int,
    sha256: columns.string(64),
    createdById: columns.ref,
    createdAt: columns.instant,
  },
  indices: [
    { name: 'ix_files_ticket', columns: ['ticketId'] },
    { name: 'ix_files_sha256', columns: ['sha256'] },
  ],
})

export const saveFile = (tx: Tx, row: FileRow): Promise<void> => insertRow(tx, files, row)

export const lookFile = (tx: Tx, id: string): Promise<FileRow | null> => selectById(tx, files, id)

export const listFilesOf = (tx: Tx, ticketId: string): Promise<FileRow[]> =>
  selectRows(tx, files, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

export const listFilesById = async (tx: Tx, ids: readonly string[]): Promise<FileRow[]> => {
  if (ids.length === 0) return []
  return selectRows(tx, files, `WHERE t.id IN (${ids.map(() => '?').join(', ')})`, ids)
}

/** Gives a file to a ticket if it is the uploader's own and still free, or already there. */
export const claimFile = async (tx: Tx, file: { id: string; ticketId: string; ownerId: string }): Promise<boolean> =>
  (await affected(
    tx,
    'UPDATE files SET ticket_id = ? WHERE id = ? AND created_by_id = ? AND (ticket_id IS NULL OR ticket_id = ?)',
    [file.ticketId, file.id, file.ownerId, file.ticketId],
  )) === 1

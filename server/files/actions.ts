import { fileKinds, MAX_FILE_BYTES } from '../../shared/files'
import { refuseUnless } from '../../shared/kernel/refusal'
import type { Call, Reading } from '../call'
import type { Context } from '../context'
import { claimFile, type FileRow, listFilesById, listFilesOf, lookFile, saveFile } from './store'

export { viewFile } from './view'

export type Upload = { name: string; mime: string; bytes: Buffer }

/** Refuses what is empty, larger than 20 MiB, or of a kind that nobody here can open. */
export const checkUpload = ({ mime, bytes }: Upload): void => {
  refuseUnless(bytes.length > 0, 'file.empty')
  refuseUnless(bytes.length <= MAX_FILE_BYTES, 'file.too_large')
  refuseUnless(mime in fileKinds, 'file.kind_unsupported')
}

/** Bytes first, row second: a crash in between leaves bytes that nobody refers to, never a row without bytes. */
export const storeBytes = async (context: Context, upload: Upload): Promise<string> => {
  checkUpload(upload)
  return context.files.put(upload.bytes)
}

/** The row of bytes that `storeBytes` has kept. */
export const keepFile = async (call: Call, upload: Upload, sha256: string): Promise<FileRow> => {
  const row: FileRow = {
    id: call.newId(),
    ticketId: null,
    name: upload.name.slice(0, 200),
    mime: upload.mime,
    sizeBytes: upload.bytes.length,
    sha256,
    createdById: call.actor.personId,
    createdAt: call.now,
  }
  await saveFile(call.tx, row)
  return row
}

/** Gives files to a ticket; only the uploader's own. Refuses with `file.not_found`. */
export const attachFiles = async (call: Call, fileIds: readonly string[], ticketId: string): Promise<void> => {
  for (const id of fileIds) {
    const isClaimed = await claimFile(call.tx, { id, ticketId, ownerId: call.actor.personId })
    refuseUnless(isClaimed, 'file.not_found', { id })
  }
}

/** Gives a ticket those of the files that are the actor's own and still free; others stay where they are. */
export const adoptFiles = async (call: Call, fileIds: readonly string[], ticketId: string): Promise<void> => {
  for (const id of fileIds) await claimFile(call.tx, { id, ticketId, ownerId: call.actor.personId })
}

export const listFiles = (reading: Reading, ticketId: string): Promise<FileRow[]> => listFilesOf(reading.tx, ticketId)

/** Those that exist. */
export const findFiles = (reading: Reading, ids: readonly string[]): Promise<FileRow[]> =>
  listFilesById(reading.tx, ids)

export const findFile = async (reading: Reading, id: string): Promise<FileRow> => {
  const row = await lookFile(reading.tx, id)
  refuseUnless(row, 'file.not_found', { id })
  return row
}

import { HOUR } from '../../shared/kernel/time'
import type { FileView } from '../../shared/tickets/views'
import type { Signer } from '../signer'
import type { FileRow } from './store'

/** A link that opens one file for an hour, without a session: pictures are loaded by the page itself. */
export const viewFile = (row: FileRow, signer: Signer, now: Date): FileView => {
  const expiry = Math.floor((now.getTime() + HOUR) / 1000)
  const signature = signer.sign('file', `${row.id}.${expiry}`)
  return {
    id: row.id,
    name: row.name,
    mime: row.mime,
    sizeBytes: row.sizeBytes,
    url: `/files/${row.id}?e=${expiry}&s=${signature}`,
  }
}

export const isLinkGood = (id: string, expiry: string, signature: string, signer: Signer, now: Date): boolean =>
  Number(expiry) * 1000 > now.getTime() && signer.isSigned('file', `${id}.${expiry}`, signature)

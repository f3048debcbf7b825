import type { FileView } from '../../../shared/tickets/views'
import type { Reading } from '../../call'
import { findFiles, viewFile } from '../../files/actions'
import { findTemplate } from '../../templates/actions'

/** The pictures that show how the steps of a template are done, as links that open for an hour. */
export const showPictures = async (reading: Reading, { id }: { id: string }): Promise<{ items: FileView[] }> => {
  const { body } = await findTemplate(reading, id)
  const ids = body.fields.flatMap(({ steps = [] }) => steps.flatMap(({ pictureId }) => pictureId ?? []))
  const rows = await findFiles(reading, [...new Set(ids)])
  return { items: rows.map(row => viewFile(row, reading.context.signer, reading.now)) }
}

import { refuse } from '../shared/kernel/refusal'
import type { Reading } from './call'

/** The row that a page ends with, as its list is ordered: what it is sorted by, its id last. */
type Place = readonly [...(string | number)[], string]

type Asked = { cursor?: string | null | undefined; limit: number }

type List<Row, P extends Place> = {
  /** The endpoint. */
  name: string
  /** Up to `most` rows behind `after`, in order. */
  load: (after: P | null, most: number) => Promise<Row[]>
  placeOf: (row: Row) => P
}

/**
 * One page of a list that is ordered by its keyset. The cursor of the next page is good for whoever was given it, and for
 * the same question: another person's, another filter's or a made-up one is refused with `request.cursor_unknown`.
 */
export const pageOf = async <Row, P extends Place>(
  reading: Reading,
  { cursor, limit, ...question }: Asked,
  { name, load, placeOf }: List<Row, P>,
): Promise<{ rows: Row[]; nextCursor: string | null }> => {
  const asked = JSON.stringify([reading.actor.personId, name, question])
  const found = await load(cursor ? (placeIn(reading, asked, cursor) as P) : null, limit + 1)
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, nextCursor: last ? cursorAt(reading, asked, placeOf(last)) : null }
}

/** `pageOf` for a list in the order of its ids, the newest first; `load` gives up to `most` rows before an id. */
export const pageOfNewest = <Row extends { id: string }>(
  reading: Reading,
  asked: Asked,
  name: string,
  load: (beforeId: string | null, most: number) => Promise<Row[]>,
): Promise<{ rows: Row[]; nextCursor: string | null }> =>
  pageOf<Row, readonly [string]>(reading, asked, {
    name,
    load: (after, most) => load(after?.[0] ?? null, most),
    placeOf: ({ id }) => [id],
  })

const cursorAt = ({ context }: Reading, asked: string, place: Place): string => {
  const says = JSON.stringify(place)
  return `${Buffer.from(says).toString('base64url')}.${context.signer.sign('cursor', `${asked}\n${says}`)}`
}

const placeIn = ({ context }: Reading, asked: string, cursor: string): Place => {
  const [sealed = '', signature = ''] = cursor.split('.')
  const says = Buffer.from(sealed, 'base64url').toString()
  return context.signer.isSigned('cursor', `${asked}\n${says}`, signature)
    ? (JSON.parse(says) as Place)
    : refuse('request.cursor_unknown')
}

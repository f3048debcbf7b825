import { type FieldKind, fieldKinds } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { type Shelf, shelves } from '../../../../../shared/templates/kinds/record'
import { kindSays } from './says'

export type ShelfFound = { shelf: Shelf; kinds: FieldKind[] }

const isFound = (kind: FieldKind, text: string): boolean =>
  [kindOf[kind].name, kindOf[kind].shelf, kindSays[kind], kind].some(words =>
    words.toLowerCase().includes(text.trim().toLowerCase()),
  )

/** The shelves with the kinds that fit what is searched; empty shelves are left out. */
export const kindsFound = (text: string): ShelfFound[] =>
  shelves
    .map(shelf => ({ shelf, kinds: fieldKinds.filter(kind => kindOf[kind].shelf === shelf && isFound(kind, text)) }))
    .filter(({ kinds }) => kinds.length > 0)

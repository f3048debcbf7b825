import type { FieldKind } from '../../../../../shared/templates/fields'

/** What is dragged. */
export type Dragged =
  | { is: 'kind'; kind: FieldKind }
  | { is: 'newGroup' }
  | { is: 'field'; key: string }
  | { is: 'group'; key: string }

/** What it can come down on. A field goes beside a field or to the end of a section, a group beside a group. */
export type Target =
  | { is: 'row'; key: string; group: string | null; isHalf: boolean }
  | { is: 'end'; group: string | null }
  | { is: 'section'; group: string | null }

export const rowId = (key: string): string => `row:${key}`
export const endId = (group: string | null): string => `end:${group ?? ''}`
export const sectionId = (group: string | null): string => `section:${group ?? ''}`

export const fits = (dragged: Dragged, target: Target): boolean => {
  const isGroup = dragged.is === 'group' || dragged.is === 'newGroup'
  return isGroup ? target.is === 'section' : target.is !== 'section'
}

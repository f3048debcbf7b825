import type { DraggableAttributes, DraggableSyntheticListeners } from '@dnd-kit/core'
import type { KeyboardEventHandler } from 'react'
import { ActIcon } from '../ui/KindIcon'

type Props = {
  name: string
  hold: (element: HTMLElement | null) => void
  attributes: DraggableAttributes
  listeners: DraggableSyntheticListeners
}

/** Where keys lift a row: space, arrows, space. The mouse may take the row anywhere. */
export const Grip = ({ name, hold, attributes, listeners }: Props) => (
  <button
    {...attributes}
    ref={hold}
    type="button"
    className="td-grip"
    aria-label={name}
    onKeyDown={listeners?.onKeyDown as KeyboardEventHandler | undefined}
  >
    <ActIcon act="grip" />
  </button>
)

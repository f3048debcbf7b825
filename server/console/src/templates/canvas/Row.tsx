import { useDraggable, useDroppable } from '@dnd-kit/core'
import { memo, useMemo } from 'react'
import { copyField, removeField, stepField } from '../../../../../shared/templates/edits'
import type { Field } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { useDesk } from '../designer/desk'
import type { Trouble } from '../designer/problems'
import { ActButton, KindIcon } from '../ui/KindIcon'
import { words } from '../words'
import { useDropSide } from './drop'
import { Grip } from './Grip'
import { type Dragged, rowId, type Target } from './targets'

type Props = {
  field: Field
  columns: number
  isSelected: boolean
  trouble: Trouble | null
  isReadOnly: boolean
}

/** Columns of its group's grid that a field takes. */
const spanOf = ({ span }: Field, columns: number): number => Math.min(columns, span ?? 1)

/**
 * The thin part of a row that follows the drag; what it shows is drawn again only when the field changes, so that 200
 * rows stay fluid.
 */
export const Row = memo(({ field, columns, isSelected, trouble, isReadOnly }: Props) => {
  const desk = useDesk()
  const { key } = field
  const group = field.group ?? null
  const span = spanOf(field, columns)
  const target = useMemo<Target>(() => ({ is: 'row', key, group, isHalf: span < columns }), [key, group, span, columns])
  const dragged = useMemo<Dragged>(() => ({ is: 'field', key }), [key])
  const { setNodeRef: setTarget } = useDroppable({ id: rowId(key), data: target })
  const drag = useDraggable({ id: `field:${key}`, data: dragged, disabled: isReadOnly })
  const side = useDropSide(rowId(key))
  const state = `${isSelected ? 'selected' : ''} ${drag.isDragging ? 'dragging' : ''} ${side ? `drop-${side}` : ''}`
  const select = (): void => desk.select({ kind: 'field', key })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: selecting by focus is the way of the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the canvas listens to the keys of its rows
    <div
      ref={setTarget}
      className={`td-row ${span < columns ? 'half' : ''} ${state}`}
      style={{ gridColumn: `span ${span}` }}
      data-row={key}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: reached by arrows and Tab
      tabIndex={0}
      onFocus={select}
      onClick={select}
      onPointerDown={drag.listeners?.onPointerDown as React.PointerEventHandler}
    >
      {!isReadOnly && (
        <Grip
          name={words.canvas.drag(field.label)}
          hold={drag.setNodeRef}
          attributes={drag.attributes}
          listeners={drag.listeners}
        />
      )}
      <Face field={field} trouble={trouble} />
      {isSelected && !isReadOnly && <RowTools fieldKey={key} />}
    </div>
  )
})

const Face = memo(({ field, trouble }: { field: Field; trouble: Trouble | null }) => (
  <>
    <KindIcon kind={field.kind} />
    <span className="td-row-name">
      <span className="pc-cut">{field.label || words.canvas.noLabel}</span>
      {field.required && (
        <span className="td-star" title={words.canvas.required}>
          *
        </span>
      )}
    </span>
    <span className="td-row-says">
      {trouble && <span className={`td-mark ${trouble}`}>{words.canvas.trouble[trouble]}</span>}
      {field.prefill && <span className="td-mark">{words.canvas.prefill}</span>}
      {field.isLocal && <span className="td-mark">{words.canvas.local}</span>}
      <span className="td-row-kind">{kindOf[field.kind].name}</span>
    </span>
  </>
))

const RowTools = ({ fieldKey }: { fieldKey: string }) => {
  const desk = useDesk()
  return (
    <span className="td-tools" onPointerDown={event => event.stopPropagation()}>
      <ActButton act="up" name={words.moveUp} onClick={() => desk.edit(now => stepField(now, fieldKey, -1))} />
      <ActButton act="down" name={words.moveDown} onClick={() => desk.edit(now => stepField(now, fieldKey, 1))} />
      <ActButton act="copy" name={words.copy} onClick={() => desk.edit(now => copyField(now, fieldKey))} />
      <ActButton act="remove" name={words.remove} onClick={() => desk.edit(now => removeField(now, fieldKey))} />
    </span>
  )
}

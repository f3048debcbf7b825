import { useDraggable, useDroppable } from '@dnd-kit/core'
import type { ReactNode } from 'react'
import { changeGroup, moveGroup, removeGroup } from '../../../../../shared/templates/edits'
import type { Field, Group } from '../../../../../shared/templates/fields'
import { type Selected, useDesk } from '../designer/desk'
import type { Trouble } from '../designer/problems'
import { ActButton } from '../ui/KindIcon'
import { words } from '../words'
import { useDropSide } from './drop'
import { Grip } from './Grip'
import { Row } from './Row'
import { type Dragged, endId, sectionId, type Target } from './targets'

type Props = {
  group: Group | null
  fields: readonly Field[]
  selected: Selected
  troubleOf: ReadonlyMap<string, Trouble>
  isReadOnly: boolean
}

/** The top of the form, or a group with its grid. */
export const Section = ({ group, fields, selected, troubleOf, isReadOnly }: Props) => {
  const key = group?.key ?? null
  const columns = group?.columns ?? 1
  const target: Target = { is: 'section', group: key }
  const { setNodeRef } = useDroppable({ id: sectionId(key), data: target })
  const side = useDropSide(sectionId(key))
  const isSelected = selected.kind === 'group' && selected.key === key
  return (
    <section
      ref={setNodeRef}
      className={`td-section ${group ? 'group' : ''} ${isSelected ? 'selected' : ''} ${side ? `drop-${side}` : ''}`}
      data-group={key ?? ''}
    >
      {group && <GroupHead group={group} isReadOnly={isReadOnly} />}
      <div className="td-grid" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {fields.map(field => (
          <Row
            key={field.key}
            field={field}
            columns={columns}
            isSelected={selected.kind === 'field' && selected.key === field.key}
            trouble={troubleOf.get(field.key) ?? null}
            isReadOnly={isReadOnly}
          />
        ))}
      </div>
      <End group={key} isEmpty={fields.length === 0} isFirst={key === null} />
    </section>
  )
}

/** Where a field comes down to be the last of its section. */
const End = ({ group, isEmpty, isFirst }: { group: string | null; isEmpty: boolean; isFirst: boolean }) => {
  const target: Target = { is: 'end', group }
  const { setNodeRef } = useDroppable({ id: endId(group), data: target })
  const side = useDropSide(endId(group))
  return (
    <div ref={setNodeRef} className={`td-end ${isEmpty ? 'empty' : ''} ${side ? 'drop-here' : ''}`}>
      {isEmpty && (isFirst ? words.canvas.emptyTop : words.canvas.emptyGroup)}
    </div>
  )
}

const GroupHead = ({ group, isReadOnly }: { group: Group; isReadOnly: boolean }) => {
  const desk = useDesk()
  const dragged: Dragged = { is: 'group', key: group.key }
  const { setNodeRef, listeners, attributes } = useDraggable({
    id: `group:${group.key}`,
    data: dragged,
    disabled: isReadOnly,
  })
  const select = (): void => desk.select({ kind: 'group', key: group.key })
  const step = (by: -1 | 1): void =>
    desk.edit(now => moveGroup(now, group.key, now.body.groups.findIndex(({ key }) => key === group.key) + by))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: selecting by focus is the way of the keys
    <header
      className="td-group-head"
      data-row={group.key}
      tabIndex={0}
      onFocus={select}
      onClick={select}
      onPointerDown={listeners?.onPointerDown as React.PointerEventHandler}
    >
      {!isReadOnly && (
        <Grip name={words.canvas.drag(group.label)} hold={setNodeRef} attributes={attributes} listeners={listeners} />
      )}
      <span className="td-group-name">{group.label}</span>
      <span className="pc-weak pc-small">{words.canvas.columns(group.columns)}</span>
      {group.isCollapsed && <span className="pc-weak pc-small">{words.canvas.collapsed}</span>}
      {!isReadOnly && (
        <Tools>
          <ActButton act="up" name={words.moveUp} onClick={() => step(-1)} />
          <ActButton act="down" name={words.moveDown} onClick={() => step(1)} />
          <ActButton
            act="columns"
            name={words.canvas.moreColumns}
            onClick={() => desk.edit(now => changeGroup(now, group.key, { columns: (group.columns % 4) + 1 }))}
          />
          <ActButton
            act="remove"
            name={words.canvas.dissolve}
            onClick={() => desk.edit(now => removeGroup(now, group.key, { withFields: false }))}
          />
        </Tools>
      )}
    </header>
  )
}

/** A press on a tool is no drag of the row. */
export const Tools = ({ children }: { children: ReactNode }) => (
  <span className="td-tools" onPointerDown={event => event.stopPropagation()}>
    {children}
  </span>
)

import { useDraggable } from '@dnd-kit/core'
import { Input } from 'antd'
import { memo, useDeferredValue, useState } from 'react'
import { type FieldKind, fieldKinds } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { insertField, insertGroup, placeBehindSelected } from '../canvas/drops'
import type { Dragged } from '../canvas/targets'
import { useDesk } from '../designer/desk'
import { KindIcon } from '../ui/KindIcon'
import { words } from '../words'
import { kindsFound } from './search'
import './shelf.css'

type ItemProps = { id: string; dragged: Dragged; icon: FieldKind | 'group'; name: string; onPick: () => void }

/** Dragged to its place, or clicked to stand behind what is selected. */
const Item = ({ id, dragged, icon, name, onPick }: ItemProps) => {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id, data: dragged })
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={`td-item ${isDragging ? 'dragging' : ''}`}
      data-kind={icon}
      title={words.shelf.itemSays(name)}
      onPointerDown={listeners?.onPointerDown as React.PointerEventHandler}
      onClick={onPick}
    >
      <KindIcon kind={icon} />
      <span className="pc-cut">{name}</span>
    </button>
  )
}

/** The library of field kinds, shelf by shelf. */
export const Shelf = memo(() => {
  const desk = useDesk()
  const [text, setText] = useState('')
  const shelves = kindsFound(useDeferredValue(text))
  const pickGroup = (): void => insertGroup(desk, desk.get().history.document.body.groups.length)
  return (
    <aside className="td-shelf">
      <Input
        allowClear
        size="small"
        placeholder={words.shelf.search}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <div className="td-shelf-list">
        {shelves.length === 0 && <p className="pc-weak pc-small">{words.shelf.none}</p>}
        {shelves.map(({ shelf, kinds }) => (
          <section key={shelf}>
            <h3>{shelf}</h3>
            <div className="td-items">
              {kinds.map(kind => (
                <Item
                  key={kind}
                  id={`kind:${kind}`}
                  dragged={{ is: 'kind', kind }}
                  icon={kind}
                  name={kindOf[kind].name}
                  onPick={() => insertField(desk, kind, placeBehindSelected(desk))}
                />
              ))}
            </div>
          </section>
        ))}
        {text === '' && (
          <section>
            <h3>{words.shelf.layout}</h3>
            <div className="td-items">
              <Item id="new-group" dragged={{ is: 'newGroup' }} icon="group" name={words.group} onPick={pickGroup} />
            </div>
          </section>
        )}
      </div>
      <p className="pc-weak pc-small td-shelf-says">{words.shelf.says(fieldKinds.length)}</p>
    </aside>
  )
})

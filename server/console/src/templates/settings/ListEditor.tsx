import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ActButton } from '../ui/KindIcon'
import { words as common } from '../words'

type Props<Item> = {
  items: readonly Item[]
  add: string
  fresh: () => Item
  onChange: (items: Item[], isTyping?: boolean) => void
  /** One item; `put` replaces it. */
  children: (item: Item, put: (item: Item, isTyping?: boolean) => void) => ReactNode
}

/** A list of anything: change one, move it, take it out, add another. */
export const ListEditor = <Item,>({ items, add, fresh, onChange, children }: Props<Item>) => {
  const moved = (at: number, by: number): Item[] => items.toSpliced(at, 1).toSpliced(at + by, 0, items[at] as Item)
  return (
    <div className="td-list">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: while its name is being typed an item is only its place
        <div key={at} className="td-list-item">
          <div className="td-list-main">
            {children(item, (next, isTyping) => onChange(items.with(at, next), isTyping))}
          </div>
          <span className="td-tools">
            <ActButton act="up" name={common.moveUp} isDisabled={at === 0} onClick={() => onChange(moved(at, -1))} />
            <ActButton
              act="down"
              name={common.moveDown}
              isDisabled={at === items.length - 1}
              onClick={() => onChange(moved(at, 1))}
            />
            <ActButton act="close" name={common.remove} onClick={() => onChange(items.toSpliced(at, 1))} />
          </span>
        </div>
      ))}
      <Button type="dashed" size="small" onClick={() => onChange([...items, fresh()])}>
        {add}
      </Button>
    </div>
  )
}

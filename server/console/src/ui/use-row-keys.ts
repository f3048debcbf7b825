import { type KeyboardEvent, useState } from 'react'
import { useKeys } from '../lib/use-keys'

type Rows<Row> = {
  items: readonly Row[]
  idOf: (row: Row) => string
  openId: string | null
  /** Without it rows are only read. */
  onOpen: ((row: Row) => void) | undefined
}

/** j and k go from row to row, Enter opens the one in focus; without a choice the open one counts as chosen. */
export const useRowKeys = <Row>({ items, idOf, openId, onOpen }: Rows<Row>) => {
  const [chosenId, setChosenId] = useState<string | null>(null)
  const shownId = chosenId ?? openId
  const at = items.findIndex(row => idOf(row) === shownId)
  const choose = (index: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, index))]
    if (!next) return
    setChosenId(idOf(next))
    document.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(idOf(next))}"]`)?.focus()
  }
  const open = (row: Row): void => {
    setChosenId(idOf(row))
    onOpen?.(row)
  }
  useKeys(onOpen ? { j: () => choose(at + 1), k: () => choose(at - 1) } : {})

  const rowProps = (row: Row, index = 0) => ({
    // One stop of the Tab key for the whole table.
    tabIndex: index === Math.max(0, at) ? 0 : -1,
    onClick: () => open(row),
    onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && event.target === event.currentTarget && open(row),
  })
  return { shownId, rowProps }
}

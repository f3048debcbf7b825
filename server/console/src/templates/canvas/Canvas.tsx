import { useDroppable } from '@dnd-kit/core'
import { type KeyboardEvent, useEffect, useMemo } from 'react'
import { copyField, moveGroup, removeField, removeGroup, stepField } from '../../../../../shared/templates/edits'
import { fieldsOfSection, sectionOf } from '../../../../../shared/templates/layout'
import { type Desk, useDesk, useDocument, useOnDesk } from '../designer/desk'
import { useProblems } from '../designer/problems'
import { words } from '../words'
import { CANVAS } from './aim'
import { insertGroup } from './drops'
import { Section } from './Section'
import './canvas.css'

/** The form as it is being made. Arrows go through it; every drag has its keys. */
export const Canvas = () => {
  const desk = useDesk()
  const { body } = useDocument()
  const selected = useOnDesk(state => state.selected)
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  const { troubleOf } = useProblems()
  const { setNodeRef } = useDroppable({ id: CANVAS })
  const key = selected.kind === 'field' || selected.kind === 'group' ? selected.key : null
  useEffect(() => {
    if (key) document.querySelector(`[data-row="${key}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [key])
  const sections = useMemo(
    () => [null, ...body.groups].map((group, at) => ({ group, fields: fieldsOfSection(body, at - 1) })),
    [body],
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
    <div ref={setNodeRef} className="td-canvas" onKeyDown={useCanvasKeys()}>
      {sections.map(({ group, fields }) => (
        <Section
          key={group?.key ?? ''}
          group={group}
          fields={fields}
          selected={selected}
          troubleOf={troubleOf}
          isReadOnly={isReadOnly}
        />
      ))}
      {!isReadOnly && (
        <button type="button" className="td-add-group" onClick={() => insertGroup(desk, body.groups.length)}>
          {words.canvas.addGroup}
        </button>
      )}
    </div>
  )
}

const rowsOf = (canvas: HTMLElement): HTMLElement[] => [...canvas.querySelectorAll<HTMLElement>('[data-row]')]

/** Keys upon a row: they act only when the row itself has the focus, not a button or a lifted grip inside it. */
const useCanvasKeys = () => {
  const desk = useDesk()
  return (event: KeyboardEvent<HTMLElement>): void => {
    const row = event.target as HTMLElement
    if (!row.dataset.row || event.defaultPrevented) return
    const act = actOfKey(event, desk, row.dataset.row, row)
    if (!act) return
    event.preventDefault()
    act()
  }
}

const focusSettings = (desk: Desk): void => {
  desk.show({ side: 'settings' })
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-setting="label"]')?.focus())
}

const actOfKey = (
  event: KeyboardEvent<HTMLElement>,
  desk: Desk,
  key: string,
  row: HTMLElement,
): (() => void) | undefined => {
  const { selected, isReadOnly } = desk.get()
  const isGroup = selected.kind === 'group' && selected.key === key
  const rows = rowsOf(event.currentTarget)
  const at = rows.indexOf(row)
  const focus = (next: number): void => rows[next]?.focus()
  const looking: Record<string, () => void> = {
    arrowdown: () => focus(at + 1),
    arrowup: () => focus(at - 1),
    enter: () => focusSettings(desk),
  }
  const step = (by: -1 | 1): void =>
    desk.edit(now => (isGroup ? moveGroup(now, key, sectionOf(now.body.groups, key) + by) : stepField(now, key, by)))
  const remove = (): void => {
    desk.edit(now => (isGroup ? removeGroup(now, key, { withFields: false }) : removeField(now, key)))
    focus(at + 1 < rows.length ? at + 1 : at - 1)
  }
  const changing: Record<string, () => void> = {
    'alt arrowdown': () => step(1),
    'alt arrowup': () => step(-1),
    'ctrl d': () => desk.edit(now => copyField(now, key)),
    delete: remove,
  }
  const pressed = `${event.altKey ? 'alt ' : ''}${event.ctrlKey || event.metaKey ? 'ctrl ' : ''}${event.key.toLowerCase()}`
  return looking[pressed] ?? (isReadOnly ? undefined : changing[pressed])
}

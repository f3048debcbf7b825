import { createContext, useContext, useSyncExternalStore } from 'react'
import type { EditName, TemplateDocument, TemplateEdit } from '../../../../../shared/templates/edits'
import { beginHistory, type History, perform, redo, undo } from '../../../../../shared/templates/history'

/** What the settings are about. */
export type Selected =
  | { kind: 'template' }
  | { kind: 'field'; key: string }
  | { kind: 'group'; key: string }
  | { kind: 'rule'; at: number }
  | { kind: 'variant'; at: number }

export type Centre = 'form' | 'rules' | 'variants'
export type Side = 'settings' | 'preview' | 'problems'

export type DeskState = {
  history: History<TemplateDocument, EditName>
  selected: Selected
  centre: Centre
  side: Side
  isReadOnly: boolean
}

export type Desk = {
  get: () => DeskState
  subscribe: (listener: () => void) => () => void
  /** Does an edit made from the document as it is now. */
  edit: (make: (document: TemplateDocument) => TemplateEdit) => void
  undo: () => void
  redo: () => void
  /** Shows what it is about, in the part of the page where that is. */
  select: (selected: Selected) => void
  show: (change: Partial<Pick<DeskState, 'centre' | 'side'>>) => void
  freeze: () => void
  /** What somebody else has saved. */
  load: (document: TemplateDocument) => void
}

const centreOf: Record<Selected['kind'], Centre | null> = {
  template: null,
  field: 'form',
  group: 'form',
  rule: 'rules',
  variant: 'variants',
}

/** A rule is edited where it stands, so beside it the form shows what it does. */
const sideFor = ({ kind }: Selected, side: Side): Side => {
  if (kind === 'rule') return 'preview'
  return side === 'problems' ? 'settings' : side
}

export const createDesk = (document: TemplateDocument, isReadOnly: boolean): Desk => {
  let state: DeskState = {
    history: beginHistory(document),
    selected: { kind: 'template' },
    centre: 'form',
    side: 'settings',
    isReadOnly,
  }
  const listeners = new Set<() => void>()
  const set = (change: Partial<DeskState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const travel = (history: DeskState['history']): void => {
    if (history !== state.history && !state.isReadOnly) set({ history })
  }
  return {
    get: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    edit: make => travel(perform(state.history, make(state.history.document), Date.now())),
    undo: () => travel(undo(state.history)),
    redo: () => travel(redo(state.history)),
    select: selected => {
      const centre = centreOf[selected.kind] ?? state.centre
      set({ selected, centre, side: sideFor(selected, state.side) })
    },
    show: set,
    freeze: () => set({ isReadOnly: true }),
    load: loaded => set({ history: beginHistory(loaded) }),
  }
}

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('no desk above')
  return desk
}

/** A part of the desk; whoever reads only a part is drawn again only when that part changes. */
export const useOnDesk = <T>(read: (state: DeskState) => T): T => {
  const desk = useDesk()
  return useSyncExternalStore(desk.subscribe, () => read(desk.get()))
}

export const useDocument = (): TemplateDocument => useOnDesk(({ history }) => history.document)

import {
  type Collision,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  KeyboardSensor,
  MeasuringStrategy,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { type ReactNode, useState } from 'react'
import { kindOf } from '../../../../../shared/templates/kinds'
import { useDesk } from '../designer/desk'
import { KindIcon } from '../ui/KindIcon'
import { words } from '../words'
import { aim, nextTarget } from './aim'
import { type Side, showDrop } from './drop'
import { drop } from './drops'
import type { Dragged, Target } from './targets'

const sideOf = (collisions: Collision[] | null): Side => (collisions?.[0]?.data?.side as Side | undefined) ?? 'after'

/** Read aloud to who cannot see it. */
const announcements = {
  onDragStart: () => words.dragging.started,
  onDragOver: () => words.dragging.over,
  onDragEnd: () => words.dragging.ended,
  onDragCancel: () => words.dragging.cancelled,
}

const accessibility = { announcements, screenReaderInstructions: { draggable: words.dragging.how } }
const measuring = { droppable: { strategy: MeasuringStrategy.WhileDragging } }

/** Everything that can be dragged in the designer, with mouse, finger or keys. */
export const Dragging = ({ children }: { children: ReactNode }) => {
  const desk = useDesk()
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextTarget }),
  )
  const stop = (): void => {
    setDragged(null)
    showDrop(null)
  }
  const move = ({ over, collisions }: DragMoveEvent): void =>
    showDrop(over ? { over: String(over.id), side: sideOf(collisions) } : null)
  const end = ({ active, over, collisions }: DragEndEvent): void => {
    stop()
    if (over) drop(desk, active.data.current as Dragged, over.data.current as Target, sideOf(collisions))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={aim}
      measuring={measuring}
      accessibility={accessibility}
      onDragStart={({ active }) => setDragged(active.data.current as Dragged)}
      onDragMove={move}
      onDragOver={move}
      onDragEnd={end}
      onDragCancel={stop}
    >
      {children}
      <DragOverlay dropAnimation={null}>{dragged && <Chip dragged={dragged} />}</DragOverlay>
    </DndContext>
  )
}

/** What hangs on the pointer. */
const Chip = ({ dragged }: { dragged: Dragged }) => {
  const { body } = useDesk().get().history.document
  if (dragged.is === 'newGroup') return <ChipFace kind="group" label={words.group} />
  if (dragged.is === 'kind') return <ChipFace kind={dragged.kind} label={kindOf[dragged.kind].name} />
  if (dragged.is === 'group') {
    return <ChipFace kind="group" label={body.groups.find(({ key }) => key === dragged.key)?.label ?? ''} />
  }
  const field = body.fields.find(({ key }) => key === dragged.key)
  return field ? <ChipFace kind={field.kind} label={field.label} /> : null
}

const ChipFace = ({ kind, label }: { kind: Parameters<typeof KindIcon>[0]['kind']; label: string }) => (
  <div className="td-chip">
    <KindIcon kind={kind} />
    <span className="pc-cut">{label}</span>
  </div>
)

import type { ClientRect, Collision, CollisionDetection, KeyboardCoordinateGetter } from '@dnd-kit/core'
import type { Side } from './drop'
import { type Dragged, fits, type Target } from './targets'

type Point = { x: number; y: number }

export const CANVAS = 'canvas'

const distance = ({ x, y }: Point, { left, top, right, bottom }: ClientRect): number =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))

const centreOf = ({ left, top, width, height }: ClientRect): Point => ({ x: left + width / 2, y: top + height / 2 })

const sideOf = (target: Target, rect: ClientRect, point: Point): Side => {
  if (target.is === 'end') return 'before'
  if (target.is === 'section' && target.group === null) return 'after'
  const centre = centreOf(rect)
  const isBefore = target.is === 'row' && target.isHalf ? point.x < centre.x : point.y < centre.y
  return isBefore ? 'before' : 'after'
}

/** The nearest target that what is dragged fits, with the side; none while the pointer is outside the form. */
export const aim: CollisionDetection = ({
  active,
  collisionRect,
  droppableRects,
  droppableContainers,
  pointerCoordinates,
}) => {
  const dragged = active.data.current as Dragged
  const point = pointerCoordinates ?? centreOf(collisionRect)
  const canvas = droppableRects.get(CANVAS)
  if (pointerCoordinates && canvas && distance(point, canvas) > 0) return []
  let nearest: { collision: Collision; distance: number } | null = null
  for (const container of droppableContainers) {
    const target = container.data.current as Target | undefined
    const rect = droppableRects.get(container.id)
    if (!target || !rect || !fits(dragged, target)) continue
    const away = distance(point, rect)
    if (nearest && away >= nearest.distance) continue
    const side = sideOf(target, rect, point)
    nearest = { collision: { id: container.id, data: { droppableContainer: container, side } }, distance: away }
  }
  return nearest ? [nearest.collision] : []
}

const steps: Record<string, 1 | -1> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Arrows go from target to target as the form shows them; what is dragged comes down before it. */
export const nextTarget: KeyboardCoordinateGetter = (event, { context }) => {
  const step = steps[event.code]
  const { active, over, collisionRect, droppableContainers, droppableRects } = context
  if (!step || !active || !collisionRect) return undefined
  event.preventDefault()
  const dragged = active.data.current as Dragged
  const places = [...droppableContainers.values()]
    .flatMap(container => {
      const rect = container && droppableRects.get(container.id)
      const target = container?.data.current as Target | undefined
      return container && rect && target && fits(dragged, target) ? [{ id: container.id, rect }] : []
    })
    .sort((a, b) => a.rect.top - b.rect.top || a.rect.left - b.rect.left)
  const at = places.findIndex(({ id }) => id === over?.id)
  const next = places[Math.min(places.length - 1, Math.max(0, at + step))]
  if (!next) return undefined
  return { x: next.rect.left + 4 - collisionRect.width / 2, y: next.rect.top + 4 - collisionRect.height / 2 }
}

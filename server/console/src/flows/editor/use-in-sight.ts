import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useRef } from 'react'
import type { FlowBody } from '../../../../../shared/flows/flow'
import { HEIGHT, type Places, WIDTH } from '../picture/places'
import type { Selected } from './Editor'

export const fit = { padding: 0.06, maxZoom: 1 }
const GLIDE_MS = 250

/** Keeps in sight what is selected from outside the picture, and otherwise everything when the layout is another. */
export const useInSight = (
  frame: RefObject<HTMLDivElement | null>,
  shown: Places,
  selected: Selected,
  { nodes, transitions }: FlowBody,
): void => {
  const flow = useReactFlow()
  const isSeen = (key: string): boolean => {
    const at = shown.get(key)
    const box = frame.current?.getBoundingClientRect()
    if (!at || !box) return true
    const from = flow.flowToScreenPosition(at)
    const to = flow.flowToScreenPosition({ x: at.x + WIDTH, y: at.y + HEIGHT })
    return from.x >= box.left && from.y >= box.top && to.x <= box.right && to.y <= box.bottom
  }
  const key = selected && ('nodeKey' in selected ? selected.nodeKey : transitions[selected.wayAt]?.from)
  const isHandmade = nodes.every(({ at }) => at)
  const shape = isHandmade ? String(nodes.length) : JSON.stringify([...shown.values()])
  const fitted = useRef(shape)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the layout of the new shape is there
  useEffect(() => {
    if (fitted.current === shape || shown.size !== nodes.length) return
    fitted.current = shape
    if (key ? isSeen(key) : nodes.every(one => isSeen(one.key))) return
    const timer = setTimeout(() => {
      const at = key && shown.get(key)
      if (at) void flow.setCenter(at.x + WIDTH / 2, at.y + HEIGHT / 2, { zoom: flow.getZoom(), duration: GLIDE_MS })
      else void flow.fitView({ ...fit, duration: GLIDE_MS })
    }, 30)
    return () => clearTimeout(timer)
  }, [shown, shape])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is selected
  useEffect(() => {
    const at = key && shown.get(key)
    if (!at || isSeen(key)) return
    void flow.setCenter(at.x + WIDTH / 2, at.y + HEIGHT / 2, { zoom: flow.getZoom(), duration: GLIDE_MS })
  }, [key])
}

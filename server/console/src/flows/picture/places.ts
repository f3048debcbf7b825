import { useEffect, useMemo, useState } from 'react'
import type { FlowBody } from '../../../../../shared/flows/flow'
import { layOut } from '../../../../../shared/flows/layout'

export type Places = ReadonlyMap<string, { x: number; y: number }>

export const WIDTH = 148
export const HEIGHT = 56
const COLUMN = WIDTH + 40

/** Downwards: the layers that are laid out from left to right, turned. */
const laidOut = async ({ nodes, transitions }: FlowBody): Promise<Places> => {
  const boxes = nodes.map(({ key }) => ({ id: key, width: HEIGHT, height: WIDTH }))
  const lines = transitions.map(({ from, to, isRefusal }, at) => ({ id: String(at), from, to, isAside: isRefusal }))
  const { boxes: placed } = await layOut(boxes, lines)
  return new Map([...placed].map(([key, { x, y }]) => [key, { x: Math.round(y), y: Math.round(x) }]))
}

/** Places by hand first; those laid out by themselves give way to the right. */
export const placesIn = ({ nodes }: FlowBody, auto: Places): Places => {
  const places = new Map(nodes.flatMap(({ key, at }) => (at ? [[key, at] as const] : [])))
  const isHandmade = places.size > 0
  for (const { key, at } of nodes) {
    if (at) continue
    let { x, y } = auto.get(key) ?? { x: 0, y: 0 }
    const isTaken = () => [...places.values()].some(one => Math.abs(one.x - x) < WIDTH && Math.abs(one.y - y) < HEIGHT)
    while (isHandmade && isTaken()) x += COLUMN
    places.set(key, { x, y })
  }
  return places
}

/** Where nodes stand; laid out anew when nodes or ways come or go. Null until the first layout is there. */
export const usePlaces = (body: FlowBody): Places | null => {
  const [auto, setAuto] = useState<Places | null>(null)
  const isHandmade = body.nodes.every(({ at }) => at)
  const shape = JSON.stringify([body.nodes.map(({ key }) => key), body.transitions.map(({ from, to }) => [from, to])])
  // biome-ignore lint/correctness/useExhaustiveDependencies: names and settings do not move a node
  useEffect(() => {
    if (isHandmade) return
    let isCurrent = true
    void laidOut(body).then(found => isCurrent && setAuto(found))
    return () => {
      isCurrent = false
    }
  }, [shape, isHandmade])
  return useMemo(() => (auto || isHandmade ? placesIn(body, auto ?? new Map()) : null), [body, auto, isHandmade])
}

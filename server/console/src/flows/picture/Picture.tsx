import { Background, Controls, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { FlowBody } from '../../../../../shared/flows/flow'
import { graphOf, type Standing } from './graph'
import { boxTypes, wayTypes } from './Parts'
import { usePlaces } from './places'
import { ariaWords } from './words'
import '@xyflow/react/dist/style.css'

type Props = { body: FlowBody; standings?: ReadonlyMap<string, Standing>; isTall?: boolean }

/** Names stay readable: a long flow begins where the ticket stands and is moved by hand. */
const SMALLEST = 0.72

/** A flow to look at: on a ticket with where it stands and how long each node took. */
export const Picture = ({ body, standings, isTall = false }: Props) => {
  const places = usePlaces(body)
  const graph = useMemo(
    () => (places ? graphOf(body, places, standings ? { standings } : {}) : null),
    [body, places, standings],
  )
  const shape = `pf-picture ${isTall ? 'tall' : ''}`
  if (!graph) return <div className={shape} aria-busy="true" />
  const active = graph.boxes.filter(({ data }) => data.standing?.state === 'active')
  return (
    <div className={shape}>
      <ReactFlow
        nodes={graph.boxes}
        edges={graph.ways}
        nodeTypes={boxTypes}
        edgeTypes={wayTypes}
        onInit={async flow => {
          await flow.fitView({ padding: 0.08, maxZoom: 1 })
          if (flow.getZoom() < SMALLEST)
            await flow.fitView({ nodes: active.length > 0 ? active : graph.boxes.slice(0, 3), maxZoom: 0.85 })
        }}
        minZoom={0.2}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        ariaLabelConfig={ariaWords}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls showInteractive={false} position="bottom-right" />
      </ReactFlow>
    </div>
  )
}

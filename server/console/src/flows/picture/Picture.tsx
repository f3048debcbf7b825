import { Background, Controls, Handle, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { type FlowBody, nodeKindNames } from '../../../../../shared/flows/flow'
import { type Box, graphOf, placesOf, type Standing } from './graph'
import '@xyflow/react/dist/style.css'

/** One node: what it is called, what it is, and on a ticket how it stands. */
const BoxView = ({ data: { node, standing, hasProblem }, selected }: NodeProps<Box>) => (
  <div
    className={`pf-box ${node.kind} ${standing?.state ?? ''} ${hasProblem ? 'problem' : ''} ${selected ? 'chosen' : ''}`}
  >
    <Handle type="target" position={Position.Left} />
    <span className="pf-box-name">{node.name}</span>
    <span className="pf-box-says">{standing?.says ?? nodeKindNames[node.kind]}</span>
    <Handle type="source" position={Position.Right} />
  </div>
)

export const boxTypes = { box: BoxView }

/** The places of nodes; laid out anew when nodes or ways come or go. */
export const usePlaces = (body: FlowBody): ReadonlyMap<string, { x: number; y: number }> | null => {
  const [places, setPlaces] = useState<ReadonlyMap<string, { x: number; y: number }> | null>(null)
  const shape = JSON.stringify([body.nodes.map(({ key }) => key), body.transitions.map(({ from, to }) => [from, to])])
  // biome-ignore lint/correctness/useExhaustiveDependencies: names and settings do not move a node
  useEffect(() => {
    let isCurrent = true
    void placesOf(body).then(found => isCurrent && setPlaces(found))
    return () => {
      isCurrent = false
    }
  }, [shape])
  return places
}

/** A flow to look at: on a ticket with where it stands and how long each node took. */
export const Picture = ({ body, standings }: { body: FlowBody; standings?: ReadonlyMap<string, Standing> }) => {
  const places = usePlaces(body)
  const graph = useMemo(
    () => (places ? graphOf(body, places, standings ? { standings } : {}) : null),
    [body, places, standings],
  )
  if (!graph) return <div className="pf-picture" aria-busy="true" />
  return (
    <div className="pf-picture">
      <ReactFlow
        nodes={graph.boxes}
        edges={graph.ways}
        nodeTypes={boxTypes}
        fitView
        minZoom={0.2}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  )
}

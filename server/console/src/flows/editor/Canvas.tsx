import { Background, Controls, type NodeChange, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { Button, Dropdown } from 'antd'
import { useMemo, useState } from 'react'
import type { NodeKind } from '../../../../../shared/flows/flow'
import { type Box, graphOf, transitionOf } from '../picture/graph'
import { boxTypes, usePlaces } from '../picture/Picture'
import type { Selected } from './Editor'
import { addNode, addWay, placeNodes, removeNode, removeWay } from './edits'
import type { DraftDesk } from './use-draft'
import { words } from './words'

type Props = { desk: DraftDesk; selected: Selected; onSelect: (selected: Selected) => void }

const kinds = Object.entries(words.kinds).map(([key, label]) => ({ key, label }))

const idOf = (selected: Selected): string | null =>
  selected && ('nodeKey' in selected ? selected.nodeKey : `way:${selected.wayAt}`)

/** The picture to draw in: drag nodes, draw ways from dot to dot, Delete removes what is selected. */
export const Canvas = (props: Props) => (
  <ReactFlowProvider>
    <Drawing {...props} />
  </ReactFlowProvider>
)

const Drawing = ({ desk, selected, onSelect }: Props) => {
  const { body } = desk.document
  const places = usePlaces(body)
  const { screenToFlowPosition } = useReactFlow()
  /** Where nodes are while they are dragged; set down, they are in the document. */
  const [dragged, setDragged] = useState<ReadonlyMap<string, { x: number; y: number }>>(new Map())
  const problems = useMemo(() => new Set(desk.problems.flatMap(({ nodeKey }) => nodeKey ?? [])), [desk.problems])
  const graph = useMemo(
    () => places && graphOf(body, places, { problems, selectedId: idOf(selected) }),
    [body, places, problems, selected],
  )
  if (!graph) return <div className="pf-canvas" aria-busy="true" />

  const move = (changes: NodeChange<Box>[]): void => {
    const moves = changes.flatMap(change =>
      change.type === 'position' && change.position
        ? [{ id: change.id, at: change.position, isOver: !change.dragging }]
        : [],
    )
    const inHand = moves.filter(({ isOver }) => !isOver)
    if (inHand.length > 0) setDragged(new Map(inHand.map(({ id, at }) => [id, at])))
  }
  const setDown = (nodes: Box[]): void => {
    const places = nodes.map(({ id, position: { x, y } }) => [id, { x: Math.round(x), y: Math.round(y) }] as const)
    desk.edit(document => placeNodes(document, new Map(places)))
    setDragged(new Map())
  }
  const add = (kind: NodeKind): void => {
    const frame = document.querySelector('.pf-canvas')?.getBoundingClientRect()
    const at = screenToFlowPosition({ x: (frame?.left ?? 0) + 280, y: (frame?.top ?? 0) + 120 })
    desk.edit(before => addNode(before, kind, { x: Math.round(at.x), y: Math.round(at.y) }))
  }
  return (
    <div className="pf-canvas">
      <ReactFlow
        nodes={graph.boxes.map(box => ({ ...box, position: dragged.get(box.id) ?? box.position }))}
        edges={graph.ways}
        nodeTypes={boxTypes}
        fitView
        minZoom={0.2}
        deleteKeyCode={['Delete', 'Backspace']}
        onNodesChange={move}
        onNodeDragStop={(_, __, nodes) => setDown(nodes)}
        onNodeClick={(_, { id }) => onSelect({ nodeKey: id })}
        onEdgeClick={(_, { id }) => onSelect({ wayAt: transitionOf(id) ?? 0 })}
        onPaneClick={() => onSelect(null)}
        onConnect={({ source, target }) => desk.edit(before => addWay(before, { from: source, to: target }))}
        onNodesDelete={nodes => {
          onSelect(null)
          for (const { id } of nodes) desk.edit(before => removeNode(before, id))
        }}
        onEdgesDelete={edges => {
          onSelect(null)
          const at = edges.flatMap(({ id }) => transitionOf(id) ?? []).sort((a, b) => b - a)
          // With a node go its ways, and that is done with the node.
          if (!(selected && 'nodeKey' in selected)) for (const one of at) desk.edit(() => removeWay(one))
        }}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls showInteractive={false} />
        <Panel position="top-left">
          <Dropdown trigger={['click']} menu={{ items: kinds, onClick: ({ key }) => add(key as NodeKind) }}>
            <Button data-act="add-node">{words.add}</Button>
          </Dropdown>
        </Panel>
      </ReactFlow>
    </div>
  )
}

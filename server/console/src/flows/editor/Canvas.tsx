import {
  Background,
  Controls,
  type EdgeChange,
  type NodeChange,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { Button, Dropdown } from 'antd'
import { type Dispatch, type SetStateAction, useMemo, useRef, useState } from 'react'
import { type Box, edgeId, graphOf, transitionOf, type Way } from '../picture/graph'
import { boxTypes, wayTypes } from '../picture/Parts'
import { HEIGHT, type Places, usePlaces, WIDTH } from '../picture/places'
import { ariaWords } from '../picture/words'
import { additionOf, additionsFor } from './additions'
import type { Selected } from './Editor'
import { type Addition, addNode, addWay, freshNode, placeNodes, removeNode, removeWay } from './edits'
import type { DraftDesk } from './use-draft'
import { fit, useInSight } from './use-in-sight'
import { words } from './words'

type Props = { desk: DraftDesk; selected: Selected; onSelect: Dispatch<SetStateAction<Selected>> }

const idOf = (selected: Selected): string | null =>
  selected && ('nodeKey' in selected ? selected.nodeKey : edgeId(selected.wayAt))

/** The picture to draw in: drag nodes, draw ways from dot to dot, arrows move and Delete removes what is selected. */
export const Canvas = (props: Props) => {
  const places = usePlaces(props.desk.document.body)
  if (!places) return <div className="pf-canvas" aria-busy="true" />
  return (
    <ReactFlowProvider>
      <Drawing {...props} shown={places} />
    </ReactFlowProvider>
  )
}

const none: Places = new Map()

const Drawing = ({ desk, selected, onSelect, shown }: Props & { shown: Places }) => {
  const { body } = desk.document
  const flow = useReactFlow<Box, Way>()
  const frame = useRef<HTMLDivElement>(null)
  /** Where nodes are while they are dragged; set down, they are in the document. */
  const [dragged, setDragged] = useState<Places>(none)
  const problems = useMemo(() => new Set(desk.problems.flatMap(({ nodeKey }) => nodeKey ?? [])), [desk.problems])
  const graph = useMemo(
    () => graphOf(body, new Map([...shown, ...dragged]), { problems, selectedId: idOf(selected) }),
    [body, shown, dragged, problems, selected],
  )
  useInSight(frame, shown, selected, body)

  const takeNodes = (changes: NodeChange<Box>[]): void => {
    const at = (isDragging: boolean): Places =>
      new Map(
        changes.flatMap(change =>
          change.type === 'position' && change.position && change.dragging === isDragging
            ? [[change.id, rounded(change.position)] as const]
            : [],
        ),
      )
    if (at(true).size > 0) setDragged(at(true))
    // What moves without being dragged is moved by the arrow keys.
    else if (dragged.size === 0 && at(false).size > 0) desk.edit(before => placeNodes(before, at(false), shown, true))
    takeSelection(changes, id => ({ nodeKey: id }))
  }
  const takeSelection = (
    changes: readonly (NodeChange<Box> | EdgeChange<Way>)[],
    asSelected: (id: string) => Selected,
  ): void => {
    const asked = changes.flatMap(change => (change.type === 'select' ? [change] : []))
    const chosen = asked.find(change => change.selected)
    if (chosen) onSelect(asSelected(chosen.id))
    else onSelect(now => (asked.some(({ id }) => id === idOf(now)) ? null : now))
  }
  const setDown = (nodes: Box[]): void => {
    const moved = new Map(nodes.map(({ id, position }) => [id, rounded(position)]))
    desk.edit(before => placeNodes(before, moved, shown))
    setDragged(none)
  }
  const add = (addition: Addition): void => {
    const { left = 0, top = 0, width = 0 } = frame.current?.getBoundingClientRect() ?? {}
    const at = rounded(flow.screenToFlowPosition({ x: left + width / 2 + 140, y: top + 72 }))
    const isTaken = () => [...shown.values()].some(one => overlap(one, at))
    while (isTaken()) at.y += HEIGHT + 24
    desk.edit(before => addNode(before, addition, at, shown))
    onSelect({ nodeKey: freshNode(body, addition).key })
  }
  return (
    <div className="pf-canvas" ref={frame}>
      <ReactFlow
        nodes={graph.boxes}
        edges={graph.ways}
        nodeTypes={boxTypes}
        edgeTypes={wayTypes}
        fitView
        fitViewOptions={fit}
        minZoom={0.2}
        maxZoom={1.5}
        connectionRadius={56}
        snapToGrid
        snapGrid={[8, 8]}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        deleteKeyCode={['Delete', 'Backspace']}
        onNodesChange={takeNodes}
        onEdgesChange={changes => takeSelection(changes, id => ({ wayAt: transitionOf(id) ?? 0 }))}
        onNodeDragStop={(_, __, nodes) => setDown(nodes)}
        onPaneClick={() => onSelect(null)}
        onConnect={({ source, target }) => desk.edit(before => addWay(before, source, target))}
        onDelete={({ nodes, edges }) => {
          onSelect(null)
          const [node] = nodes
          const [edge] = edges
          // With a node go its ways, and that is done with the node.
          if (node) desk.edit(before => removeNode(before, node.id))
          else if (edge) desk.edit(() => removeWay(transitionOf(edge.id) ?? -1))
        }}
        ariaLabelConfig={ariaWords}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={16} />
        <Controls showInteractive={false} fitViewOptions={fit} />
        <Panel position="top-left">
          <Dropdown
            trigger={['click']}
            menu={{ items: additionsFor(body), onClick: ({ key }) => add(additionOf(key)) }}
          >
            <Button data-act="add-node">{words.add}</Button>
          </Dropdown>
        </Panel>
      </ReactFlow>
    </div>
  )
}

type At = { x: number; y: number }
const rounded = ({ x, y }: At): At => ({ x: Math.round(x), y: Math.round(y) })
const overlap = (a: At, b: At): boolean => Math.abs(a.x - b.x) < WIDTH + 16 && Math.abs(a.y - b.y) < HEIGHT + 16

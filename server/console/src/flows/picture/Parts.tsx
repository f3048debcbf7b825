import { BaseEdge, EdgeLabelRenderer, type EdgeProps, Handle, type NodeProps, Position } from '@xyflow/react'
import { nodeKindNames } from '../../../../../shared/flows/flow'
import type { Box, Way } from './graph'
import { KindIcon } from './KindIcon'
import { labelPlaceOf, pathOf } from './route'
import { whoWords, words } from './words'

/** One node: what it is called, who does it, and on a ticket how it stands. */
const BoxView = ({ data: { node, standing, hasProblem, isStart }, selected }: NodeProps<Box>) => {
  const state = [node.kind, standing?.state, hasProblem && 'problem', selected && 'chosen'].filter(Boolean).join(' ')
  const plain = node.assignee ? whoWords(node.assignee) : node.stage ? words.stage : nodeKindNames[node.kind]
  return (
    <div className={`pf-box ${state}`} title={node.name}>
      <Handle type="target" position={Position.Top} />
      {!standing && <KindIcon node={node} />}
      <span className="pf-box-words">
        <span className="pf-box-name">{node.name}</span>
        <span className="pf-box-says">{standing?.says ?? plain}</span>
      </span>
      {isStart && <span className="pf-box-start">{words.start}</span>}
      {node.kind !== 'end' && <Handle type="source" position={Position.Bottom} />}
    </div>
  )
}

const WayView = ({ id, data, selected, markerEnd }: EdgeProps<Way>) => {
  if (!data) return null
  const { x, y } = labelPlaceOf(data.points)
  const state = `${data.isRefusal ? 'refusal' : ''} ${selected ? 'chosen' : ''}`
  return (
    <>
      <BaseEdge
        id={id}
        path={pathOf(data.points)}
        className={`pf-way ${state}`}
        {...(markerEnd !== undefined && { markerEnd })}
      />
      {data.says && (
        <EdgeLabelRenderer>
          <span
            className={`pf-way-says ${state}`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {data.says}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}

export const boxTypes = { box: BoxView }
export const wayTypes = { way: WayView }

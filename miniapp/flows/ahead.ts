import type { FlowNode } from '../../shared/flows/flow'
import type { TicketFlow } from '../../shared/flows/runs'

/**
 * The nodes that would come next if all goes well, by the first way on without a refusal. Where branches run side by
 * side only the first is told; the picture in the console shows them all.
 */
export const nodesAhead = ({ flow, steps, ending }: TicketFlow): FlowNode[] => {
  if (ending) return []
  const { nodes, transitions } = flow.body
  const active = steps.filter(({ state }) => state === 'active')
  const seen = new Set(active.map(({ nodeKey }) => nodeKey))
  const ahead: FlowNode[] = []
  const wayOn = (key: string): string | undefined => {
    const ways = transitions.filter(({ from, isRefusal }) => from === key && !isRefusal)
    return (ways.find(({ when }) => when === undefined) ?? ways[0])?.to
  }
  for (let key = wayOn(active[0]?.nodeKey ?? ''); key !== undefined && !seen.has(key); key = wayOn(key)) {
    seen.add(key)
    const node = nodes.find(one => one.key === key)
    if (node && !['parallel', 'join', 'end'].includes(node.kind)) ahead.push(node)
  }
  return ahead
}

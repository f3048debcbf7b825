import { useEffect, useState } from 'react'
import { flowsApi } from '../../../../shared/flows/api'
import { call } from '../lib/api'
import { type FlowNodeChoice, nodesOf } from './flow-nodes'

const load = async (): Promise<FlowNodeChoice[]> => {
  const { items } = await call(flowsApi.library, {})
  const newest = items.flatMap(({ published }) => published ?? [])
  return nodesOf(await Promise.all(newest.map(({ id }) => call(flowsApi.get, { id }))))
}

/** Null until they are there. */
export const useFlowNodes = (): FlowNodeChoice[] | null => {
  const [nodes, setNodes] = useState<FlowNodeChoice[] | null>(null)
  useEffect(() => {
    load().then(setNodes, () => setNodes([]))
  }, [])
  return nodes
}

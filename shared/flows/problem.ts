import type { FlowNode } from './flow'

/** Something that keeps a flow from being published, and where. */
export type FlowProblem = {
  code: string
  /** In words for whoever draws the flow. */
  says: string
  nodeKey?: string
  /** The transition's place in the list. */
  transitionAt?: number
}

export const ofNode = ({ key, name }: FlowNode, code: string, says: string): FlowProblem => ({
  code,
  says: `「${name}」${says}`,
  nodeKey: key,
})

import type { MenuProps } from 'antd'
import { type FlowBody, type NodeKind, type Stage, stageNames, stages } from '../../../../../shared/flows/flow'
import type { Addition } from './edits'
import { words } from './words'

const STAGE = 'stage:'

/** The menu's key of an addition, and back. */
export const additionOf = (key: string): Addition =>
  key.startsWith(STAGE) ? { stage: key.slice(STAGE.length) as Stage } : (key as NodeKind)

/** Every kind of node, then the stages that the flow has lost. */
export const additionsFor = ({ nodes }: FlowBody, without: readonly NodeKind[] = []) => {
  const kinds = (Object.entries(words.kinds) as [NodeKind, string][]).filter(([kind]) => !without.includes(kind))
  const lost = stages.filter(stage => !nodes.some(node => node.stage === stage))
  return [
    ...kinds.map(([key, label]) => ({ key: key as string, label })),
    ...lost.map(stage => ({ key: `${STAGE}${stage}`, label: words.stageToAdd(stageNames[stage]) })),
  ] satisfies MenuProps['items']
}

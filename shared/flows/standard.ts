import { type FlowBody, type FlowNode, type Stage, stageNames, stages } from './flow'

const node = (stage: Stage): FlowNode => ({ key: stage, kind: 'task', name: stageNames[stage], stage })
const end: FlowNode = { key: 'end', kind: 'end', name: '结束' }

/** The five key nodes of every ticket whose template names no flow of its own: 受理-分诊-处理-反馈-回访. */
export const standardFlow: FlowBody = {
  nodes: [...stages.map(node), end],
  transitions: [...stages, end.key].slice(1).map((to, at) => ({ from: stages[at] ?? 'accept', to })),
}

/** Its code and its id; no published flow can have it. */
export const STANDARD = 'standard'
export const standardName = '标准流程'

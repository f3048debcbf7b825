import { type FlowBody, type FlowNode, type FlowTransition, stageNames, type stages } from '../../../shared/flows/flow'
import type { KitFlow } from './kit'

type Inserted = Omit<FlowNode, 'kind'> & {
  kind: 'task' | 'approval' | 'countersign' | 'wait' | 'automatic'
  /** Where a refused decision is put right before it is asked for again; none: a refusal ends the flow. */
  correction?: Pick<FlowNode, 'key' | 'name' | 'assignee'>
}
/** Done side by side. */
type Fork = { key: string; name: string; branches: Inserted[] }
type Step = (typeof stages)[number] | Inserted | Fork

const END = 'end'

/** What a step is made of: the key that leads in, the key that leads out, and the parts. */
type Laid = { into: string; out: string; nodes: FlowNode[]; ways: FlowTransition[] }

const layDecision = ({ correction, ...node }: Inserted): Laid => {
  const { key } = node
  if (node.kind !== 'approval' && node.kind !== 'countersign') return { into: key, out: key, nodes: [node], ways: [] }
  const refusal: FlowTransition = { from: key, to: correction?.key ?? END, name: '不同意', isRefusal: true }
  return correction
    ? {
        into: key,
        out: key,
        nodes: [node, { ...correction, kind: 'task' }],
        ways: [refusal, { from: correction.key, to: key }],
      }
    : { into: key, out: key, nodes: [node], ways: [refusal] }
}

const layFork = ({ key, name, branches }: Fork): Laid => {
  const join = `${key}Done`
  return {
    into: key,
    out: join,
    nodes: [{ key, kind: 'parallel', name }, ...branches, { key: join, kind: 'join', name: `${name}完成` }],
    ways: branches.flatMap(branch => [
      { from: key, to: branch.key },
      { from: branch.key, to: join },
    ]),
  }
}

const lay = (step: Step): Laid => {
  if (typeof step === 'string') {
    return {
      into: step,
      out: step,
      nodes: [{ key: step, kind: 'task', name: stageNames[step], stage: step }],
      ways: [],
    }
  }
  return 'branches' in step ? layFork(step) : layDecision(step)
}

/** A flow whose steps follow one another to the end. */
export const course = (code: string, name: string, steps: readonly Step[]): KitFlow => {
  const laid = steps.map(lay)
  const isDecision = (key: string) =>
    laid.some(({ nodes }) =>
      nodes.some(node => node.key === key && (node.kind === 'approval' || node.kind === 'countersign')),
    )
  const onward = laid.map(({ out }, place): FlowTransition => {
    const to = laid[place + 1]?.into ?? END
    return isDecision(out) ? { from: out, to, name: '同意' } : { from: out, to }
  })
  const body: FlowBody = {
    nodes: [...laid.flatMap(({ nodes }) => nodes), { key: END, kind: 'end', name: '结束' }],
    transitions: [...onward, ...laid.flatMap(({ ways }) => ways)],
  }
  return { code, name, body }
}

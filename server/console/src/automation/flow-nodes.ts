import type { FlowView } from '../../../../shared/flows/library'

export type FlowNodeChoice = { value: string; name: string; label: string }

/** The nodes of all published flows; one that several flows have stands once, with their names. */
export const nodesOf = (flows: readonly Pick<FlowView, 'name' | 'body'>[]): FlowNodeChoice[] => {
  const found = new Map<string, { name: string; flows: string[] }>()
  for (const flow of flows)
    for (const { key, name, kind } of flow.body.nodes) {
      if (kind === 'end') continue
      const known = found.get(key)
      if (known) known.flows.push(flow.name)
      else found.set(key, { name, flows: [flow.name] })
    }
  return [...found].map(([value, { name, flows: names }]) => ({ value, name, label: `${name}（${names.join('、')}）` }))
}

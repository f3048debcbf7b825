import type { FlowNode } from '../../../../../shared/flows/flow'

/** Strokes on a 24 grid. */
const shapes: Record<FlowNode['kind'] | 'stage', string> = {
  stage: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  task: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4.5 20c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5',
  approval: 'M12 3l7.5 3v5.500c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.500V6zM8.5 12l2.5 2.5 4.5-5',
  countersign: 'M3 13l4 4 7-9M11 15.500l1.8 1.500L20.5 8',
  parallel: 'M3 12h5M8 12l5-6h8M8 12l5 6h8M18 3l3 3-3 3M18 15l3 3-3 3',
  join: 'M3 6h6l5 6h7M3 18h6l5-6M18 9l3 3-3 3',
  wait: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3.5 2',
  automatic: 'M13 2.500L5 13.500h6l-1 8 8-11h-6z',
  end: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9 9h6v6H9z',
}

export const KindIcon = ({ node }: { node: Pick<FlowNode, 'kind' | 'stage'> }) => (
  <span className={`pf-kind ${node.stage ? 'stage' : node.kind}`} aria-hidden="true">
    <svg viewBox="0 0 24 24" width={15} height={15} role="presentation">
      <path d={shapes[node.stage ? 'stage' : node.kind]} />
    </svg>
  </span>
)

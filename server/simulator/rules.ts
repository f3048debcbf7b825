import type { FlowBody } from '../../shared/flows/flow'

/** A flow that tickets follow, or would. */
export type TriedFlow = { id: string; body: FlowBody }

import * as z from 'zod/mini'
import { flowBody } from '../../shared/flows/flow'
import type { FlowView } from '../../shared/flows/library'
import { STANDARD, standardFlow, standardName } from '../../shared/flows/standard'
import { toWire } from '../../shared/kernel/time'
import type { FlowRow } from './store'

/** Null when what is stored is no flow. */
export const viewFlow = ({ id, code, name, versionNo, body, publishedAt }: FlowRow): FlowView | null => {
  const read = z.safeParse(flowBody, body)
  return read.success ? { id, code, name, versionNo, body: read.data, publishedAt: toWire(publishedAt) } : null
}

export const standardView: FlowView = {
  id: STANDARD,
  code: STANDARD,
  name: standardName,
  versionNo: 1,
  body: standardFlow,
  publishedAt: null,
}

import type { flowLibraryApi } from '../../../shared/flows/library'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse } from '../../../shared/kernel/refusal'
import type { Reading } from '../../call'
import { findFlow, lookNewestFlow } from '../actions'
import { bpmnOf } from './envelope'
import { diagramOf } from './rules'

/** A version as a BPMN 2.0 document; refuses `flow.not_found`. */
export const showBpmn = async (
  reading: Reading,
  wanted: ReadInputOf<typeof flowLibraryApi.bpmn>,
): Promise<{ fileName: string; xml: string }> => {
  const flow =
    'flowId' in wanted
      ? await findFlow(reading, wanted.flowId)
      : ((await lookNewestFlow(reading, wanted.code)) ?? refuse('flow.not_found'))
  return {
    fileName: `${flow.name}-第${flow.versionNo}版.bpmn`,
    xml: await bpmnOf(flow, diagramOf(flow.body)),
  }
}

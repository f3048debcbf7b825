import type { FlowNode } from '../../../../shared/flows/flow'
import type { Call } from '../../../call'
import { startNodeClock, stopNodeClock } from '../../../sla/actions'

/** The clock of a node where somebody or something is waited for; none with no time of its own and no word of the policy. */
export const startClock = (call: Call, ticketId: string, { key, name, clockMinutes }: FlowNode): Promise<void> =>
  startNodeClock(call, { ticketId, nodeKey: key, name, targetMinutes: clockMinutes ?? null, at: call.now })

export const stopClock = (call: Call, ticketId: string, { key }: FlowNode): Promise<void> =>
  stopNodeClock(call, { ticketId, nodeKey: key, at: call.now })

import type { Call } from '../../call'

export const REDERIVE = 'sla.rederive'

/** Works out the due times of all open tickets again, a batch at a time; several such runs do not disturb each other. */
export const rederiveSoon = (call: Call): Promise<void> => rederiveFrom(call, call.newId(), '')

export const rederiveFrom = (call: Call, runId: string, afterId: string): Promise<void> =>
  call.timers.set({ key: `${REDERIVE}:${runId}`, job: REDERIVE, at: call.now, payload: { runId, afterId } })

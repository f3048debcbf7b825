import type { Call, Reading } from '../../../call'
import { countUp, listUnknownKinds, type UnknownKindRow } from './store'

const LONGEST_NAME = 64

export const noteUnknown = (call: Call, name: string, inboxId: string): Promise<void> =>
  countUp(call.tx, { id: name.slice(0, LONGEST_NAME) || 'unnamed', lastInboxId: inboxId, lastAt: call.now })

/** Kinds of callbacks that came and that nothing here understands, the most frequent first. */
export const countUnknown = ({ tx }: Reading): Promise<UnknownKindRow[]> => listUnknownKinds(tx)

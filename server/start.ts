import { systemActor } from '../shared/kernel/roles'
import { callAs } from './call'
import { capabilities } from './capabilities'
import type { Context } from './context'
import { isDuplicate } from './db/rows'

/** Lets every capability set what recurs. When two processes start at the same moment, what one has set stands. */
export const startCapabilities = async (context: Context): Promise<void> => {
  for (const { name, onStart } of capabilities) {
    if (!onStart) continue
    await callAs(context, systemActor(name), onStart).catch(error => {
      if (!isDuplicate(error)) throw error
    })
  }
}

import type { Context } from '../../context'
import { isDuplicate } from '../../db/rows'
import { leaveLead, takeLead } from './store'

type Holder = { id: string; holder: string }

/** Takes or renews the lead for `leaseMs`; of two who try at once one gets it. */
export const lead = async (context: Context, { id, holder }: Holder, leaseMs: number): Promise<boolean> => {
  const now = context.clock.now()
  const until = new Date(now.getTime() + leaseMs)
  try {
    return await context.db.write(tx => takeLead(tx, { id, holder, until }, now))
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

export const resign = (context: Context, lead: Holder): Promise<void> => context.db.write(tx => leaveLead(tx, lead))

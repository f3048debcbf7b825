import type { Reading } from '../../call'
import { showSettings } from '../../dispatch/actions'
import { rankTrial } from '../../dispatch/ranking/actions'
import { listEngineers } from '../../people/actions'
import { countOfToday, type TicketRow } from '../../tickets/actions'
import type { Seat } from '../replays/rules'

export type Suggest = (ticket: TicketRow, opened: Pick<TicketRow, 'businessType' | 'priority'>) => Promise<Seat | null>

/** Whom dispatch would put first as the engineers are now; they are read once. */
export const suggester = async (reading: Reading): Promise<Suggest> => {
  const people = await listEngineers(reading)
  const today = await countOfToday(
    reading,
    people.map(({ id }) => id),
  )
  const { weights } = await showSettings(reading)
  const engineers = people.map(({ homeLat: lat, homeLng: lng, ...person }) => ({
    ...person,
    lat,
    lng,
    ticketsToday: today.get(person.id) ?? 0,
  }))
  return async ({ regionCode, lat, lng }, { businessType, priority }) => {
    const ticket = { businessType, priority, regionCode, lat, lng }
    const [best] = (await rankTrial(reading, { ticket, engineers, weights })).candidates
    return best ? { id: best.engineerId, name: best.name } : null
  }
}

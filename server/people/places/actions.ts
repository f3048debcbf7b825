import type { Place } from '../../../shared/kernel/schema'
import type { Call, Reading } from '../../call'
import { keepLatest, listPlaces } from './store'

/** Where somebody's phone said it was, GCJ-02. A hint for dispatchers and no proof of presence (protocol section 3). */
export const keepLastPlace = (call: Call, personId: string, { lat, lng }: Place, at: Date): Promise<void> =>
  keepLatest(call.tx, { id: personId, lat, lng, at })

export type LastPlace = Place & { at: Date }

/** The last known places by person id; whoever never reported one is absent. */
export const lastPlacesOf = async ({ tx }: Reading, personIds: readonly string[]): Promise<Map<string, LastPlace>> =>
  new Map((await listPlaces(tx, personIds)).map(({ id, lat, lng, at }) => [id, { lat, lng, at }]))

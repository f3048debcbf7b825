import type { AlarmView } from '../../shared/alarms'
import { refuseUnless } from '../../shared/kernel/refusal'
import { DAY } from '../../shared/kernel/time'
import type { Call, Reading } from '../call'
import * as store from './store'
import { viewAlarm } from './view'

/** `key`: one alarm for one trouble. `says`: what is wrong and what to do, at most 500 characters. */
export type Alarm = Pick<store.AlarmRow, 'key' | 'kind' | 'says' | 'details'>

const SAYS_MOST = 500

/**
 * Tells the administrators what they must do. The same trouble again is counted, not repeated: `alarm.raised` goes out
 * once a day, and again at once when it comes back after it was cleared.
 */
export const raiseAlarm = async (call: Call, { key, kind, says, details }: Alarm): Promise<void> => {
  const { tx, now } = call
  const row = { id: call.newId(), key, kind, says: says.slice(0, SAYS_MOST), details }
  await store.countAlarm(tx, { ...row, firstAt: now, lastAt: now, count: 1, toldAt: null, clearedAt: null })
  if (!(await store.takeTelling(tx, key, now, new Date(now.getTime() - DAY)))) return
  const kept = await store.lookAlarmByKey(tx, key)
  if (kept) call.emit({ type: 'alarm.raised', alarmId: kept.id })
}

/** The alarm, or null: it may have been cleared meanwhile. */
export const lookAlarm = ({ tx }: Reading, id: string): Promise<store.AlarmRow | null> => store.lookAlarm(tx, id)

/** The newest first, at most 200. */
export const listAlarms = async (
  { tx }: Reading,
  { withCleared }: { withCleared: boolean },
): Promise<{ items: AlarmView[] }> => ({ items: (await store.listAlarms(tx, withCleared)).map(viewAlarm) })

/** Somebody has put it right; `alarm.cleared` lets waiting work go on. Clearing twice changes nothing. */
export const clearAlarm = async (call: Call, { id }: { id: string }): Promise<AlarmView> => {
  const row = await store.lookAlarm(call.tx, id)
  refuseUnless(row, 'alarm.not_found')
  if (await store.clear(call.tx, id, call.now)) call.emit({ type: 'alarm.cleared', key: row.key, kind: row.kind })
  return viewAlarm({ ...row, clearedAt: row.clearedAt ?? call.now })
}

import type { AlarmView } from '../../shared/alarms'
import { toWire, toWireOrNull } from '../../shared/kernel/time'
import type { AlarmRow } from './store'

export const viewAlarm = ({ id, kind, says, details, firstAt, lastAt, count, clearedAt }: AlarmRow): AlarmView => ({
  id,
  kind,
  says,
  details,
  firstAt: toWire(firstAt),
  lastAt: toWire(lastAt),
  count,
  clearedAt: toWireOrNull(clearedAt),
})

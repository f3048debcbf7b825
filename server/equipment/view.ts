import type { DeviceView } from '../../shared/customers'
import { chinaDay, toWireOrNull } from '../../shared/kernel/time'
import type { DeviceRow } from './store'

/** A device as of `now`: its last day under warranty still counts whole. */
export const viewDevice = (row: DeviceRow, now: Date): DeviceView => ({
  id: row.id,
  customerId: row.customerId,
  name: row.name,
  model: row.model,
  serial: row.serial,
  businessType: row.businessType,
  installedAt: toWireOrNull(row.installedAt),
  warrantyUntil: row.warrantyUntil,
  inWarranty: row.warrantyUntil !== null && chinaDay(now) <= row.warrantyUntil,
})

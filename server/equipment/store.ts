import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectById, selectRows } from '../db/rows'

export type DeviceRow = {
  id: string
  customerId: string
  name: string
  model: string
  serial: string
  /** Skill that its service needs: `repair.aircon`. */
  businessType: string
  installedAt: Date | null
  /** The last day under warranty, in the business zone: `2027-05-01`. */
  warrantyUntil: string | null
}

export const devices = new EntitySchema<DeviceRow>({
  name: 'devices',
  columns: {
    id: columns.id,
    customerId: columns.ref,
    name: columns.string(60),
    model: columns.string(60),
    serial: columns.string(64),
    businessType: columns.string(100),
    installedAt: columns.optionalInstant,
    warrantyUntil: columns.optionalString(10),
  },
  indices: [
    { name: 'ix_devices_customer', columns: ['customerId'] },
    { name: 'ix_devices_serial', columns: ['serial'] },
  ],
})

export const lookDevice = (tx: Tx, id: string): Promise<DeviceRow | null> => selectById(tx, devices, id)

export const listDevices = (tx: Tx, ids: readonly string[]): Promise<DeviceRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : selectRows(tx, devices, `WHERE t.id IN (${ids.map(() => '?').join(', ')})`, ids)

export const listDevicesOf = (tx: Tx, customerId: string): Promise<DeviceRow[]> =>
  selectRows(tx, devices, 'WHERE t.customer_id = ? ORDER BY t.id', [customerId])

export const listDevicesBySerial = (tx: Tx, serial: string): Promise<DeviceRow[]> =>
  selectRows(tx, devices, 'WHERE t.serial = ? ORDER BY t.id', [serial])

export const saveDevices = (tx: Tx, rows: readonly DeviceRow[]): Promise<void> => insertRows(tx, devices, rows)

export const moveDevices = async (tx: Tx, ids: readonly string[], from: string, to: string): Promise<void> => {
  if (ids.length === 0) return
  const places = ids.map(() => '?').join(', ')
  await tx.query(`UPDATE devices SET customer_id = ? WHERE customer_id = ? AND id IN (${places})`, [to, from, ...ids])
}

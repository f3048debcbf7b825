import { refuse } from '../../shared/kernel/refusal'
import type { Call, Reading } from '../call'
import * as store from './store'

export type { DeviceRow } from './store'
export { viewDevice } from './view'

/** Refuses `device.not_found`. */
export const findDevice = async (reading: Reading, id: string): Promise<store.DeviceRow> =>
  (await lookDevice(reading, id)) ?? refuse('device.not_found', { id })

export const lookDevice = ({ tx }: Reading, id: string): Promise<store.DeviceRow | null> => store.lookDevice(tx, id)

/** Many at once, by id. */
export const listDevicesById = async ({ tx }: Reading, ids: readonly string[]): Promise<Map<string, store.DeviceRow>> =>
  new Map((await store.listDevices(tx, [...new Set(ids)])).map(row => [row.id, row]))

/** A customer's devices, by id. */
export const listDevicesOf = ({ tx }: Reading, customerId: string): Promise<store.DeviceRow[]> =>
  store.listDevicesOf(tx, customerId)

/** Usually one; makers do not promise that a serial is theirs alone. */
export const listDevicesBySerial = ({ tx }: Reading, serial: string): Promise<store.DeviceRow[]> =>
  store.listDevicesBySerial(tx, serial)

/** Gives those of `from` among these devices to the customer `to`. */
export const moveDevices = ({ tx }: Call, ids: readonly string[], from: string, to: string): Promise<void> =>
  store.moveDevices(tx, ids, from, to)

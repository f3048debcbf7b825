import { type DeviceRow, viewDevice } from '../../server/equipment/actions'

const device: DeviceRow = {
  id: 'device01',
  customerId: 'customer01',
  name: '客厅柜式空调',
  model: 'KFR-72LW',
  serial: 'AC1',
  businessType: 'repair.aircon',
  installedAt: null,
  warrantyUntil: '2026-11-23',
}

test.each([
  ['2026-11-22T23:59:59+08:00', '2026-11-23', true],
  ['2026-11-23T00:00:00+08:00', '2026-11-23', true],
  ['2026-11-23T23:59:59+08:00', '2026-11-23', true],
  ['2026-11-24T00:00:00+08:00', '2026-11-23', false],
  ['2026-11-23T09:00:00+08:00', null, false],
])('at %s a warranty until %s covers: %s', (now, warrantyUntil, inWarranty) => {
  expect(viewDevice({ ...device, warrantyUntil }, new Date(now)).inWarranty).toBe(inWarranty)
})

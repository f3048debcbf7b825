import { refuseUnless } from '../../../shared/kernel/refusal'
import { scopesOf } from '../../../shared/kernel/scope'
import { chinaDay } from '../../../shared/kernel/time'
import type { TemplateView } from '../../../shared/templates/api'
import type { PrefillSource } from '../../../shared/templates/fields'
import { type Known, type Said, takesFrom } from '../../../shared/templates/prefill'
import type { Reading } from '../../call'
import { type CustomerRow, findCustomer } from '../../customers/actions'
import { type DeviceRow, findDevice, listDevicesOf } from '../../equipment/actions'
import { versionIdsOf } from '../../templates/actions'
import { lookLastTicket } from './store'

/** Whom and what a ticket is about. */
export type Subject = { customer: CustomerRow | null; device: DeviceRow | null }

/**
 * The customer of a device is known with it; refuses `device.not_found` when they do not belong together. The customer
 * who was looked up ahead is not read again.
 */
export const subjectOf = async (
  reading: Reading,
  { customerId, deviceId }: { customerId?: string | null | undefined; deviceId?: string | null | undefined },
  ahead: CustomerRow | null = null,
): Promise<Subject> => {
  const device = deviceId ? await findDevice(reading, deviceId) : null
  const id = customerId ?? device?.customerId
  if (!id) return { device, customer: null }
  // Since a merge another record may stand for this id, and have the device.
  const customer = ahead?.id === id ? ahead : await findCustomer(reading, id)
  refuseUnless(!device || device.customerId === customer.id, 'device.not_found')
  return { device, customer }
}

type About = Subject & { template: Pick<TemplateView, 'code' | 'body'>; said: Said; besides?: string | undefined }

/** All that the form of this template can take from elsewhere; what it does not ask for is not looked up. */
export const knownOf = async (
  reading: Reading,
  { customer, device, template, said, besides }: About,
): Promise<Known> => {
  const { fields } = template.body
  const isAsked = (...sources: PrefillSource[]): boolean => customer !== null && takesFrom(fields, ...sources)
  const last = async (templateIds: readonly string[] | null) =>
    lookLastTicket(reading.tx, scopesOf(reading.actor), {
      customerId: customer?.id ?? '',
      deviceId: device?.id ?? null,
      templateIds,
      besides: besides ?? '',
    })
  const ofTemplate = isAsked('lastTicket.answer') ? await last(await versionIdsOf(reading, template.code)) : null
  return {
    customer,
    device,
    said,
    lastOrder: isAsked('lastOrder.product', 'lastOrder.date') ? await lastOrderOf(reading, customer?.id ?? '') : null,
    lastAnswers: ofTemplate?.answers,
    lastNumber: isAsked('lastTicket.number') ? (await last(null))?.number : null,
  }
}

/** A purchase is known by the device that came of it. */
const lastOrderOf = async (reading: Reading, customerId: string): Promise<Known['lastOrder']> => {
  const devices = await listDevicesOf(reading, customerId)
  const newest = devices.reduce<DeviceRow | undefined>(
    (last, one) => ((one.installedAt?.getTime() ?? 0) > (last?.installedAt?.getTime() ?? -1) ? one : last),
    undefined,
  )
  return newest
    ? { product: `${newest.name} ${newest.model}`, day: newest.installedAt && chinaDay(newest.installedAt) }
    : null
}

import type { Priority } from '../priorities'
import type { FormContext } from './evaluate'

type Subject = {
  ticket: {
    priority: Priority
    businessType: string
    channel: string
    description: string | null
    regionCode: string | null
    appointmentFrom: string | null
    isRed: boolean
  }
  customer: { id: string; name: string; level: string; tags: readonly string[]; regionCode: string | null } | null
  device: {
    id: string
    name: string
    model: string
    serial: string
    businessType: string
    warrantyUntil: string | null
    inWarranty: boolean
  } | null
}

/**
 * What the conditions of a form may read, the same in the hand of whoever fills it in and on the server. `at` is the
 * instant when the ticket was made, so that an old ticket keeps the form of its own season.
 */
export const formContext = ({ ticket, customer, device }: Subject, at: string): FormContext => ({
  regionCode: ticket.regionCode,
  at,
  ticket: {
    priority: ticket.priority,
    businessType: ticket.businessType,
    channel: ticket.channel,
    description: ticket.description,
    regionCode: ticket.regionCode,
    appointmentFrom: ticket.appointmentFrom,
    isRed: ticket.isRed,
  },
  customer: customer && {
    id: customer.id,
    name: customer.name,
    level: customer.level,
    tags: customer.tags,
    regionCode: customer.regionCode,
  },
  device: device && {
    id: device.id,
    name: device.name,
    model: device.model,
    serial: device.serial,
    businessType: device.businessType,
    warrantyUntil: device.warrantyUntil,
    inWarranty: device.inWarranty,
  },
})

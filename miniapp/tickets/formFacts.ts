import type { CustomerView, DeviceView } from '../../shared/customers'
import type { Priority } from '../../shared/priorities'
import type { TemplateView } from '../../shared/templates/api'
import { formContext } from '../../shared/templates/context'
import type { FormContext } from '../../shared/templates/evaluate'
import type { Field } from '../../shared/templates/fields'
import type { Channel } from '../../shared/tickets/views'

type Facts = {
  customer: CustomerView | null
  device: DeviceView | null
  channel: Channel
  description: string
  priority?: Priority
  appointmentFrom?: string | null
}

/** What the rules of a form may read of a ticket that is about to be made. */
export const formFacts = (
  { body: { priority, businessType } }: TemplateView,
  { customer, device, channel, description, ...chosen }: Facts,
  at: string,
): FormContext =>
  formContext(
    {
      ticket: {
        priority: chosen.priority ?? priority,
        businessType,
        channel,
        description: description.trim() || null,
        regionCode: customer?.regionCode ?? null,
        appointmentFrom: chosen.appointmentFrom ?? null,
        isRed: false,
      },
      customer,
      device,
    },
    at,
  )

/** The rest is for the engineer, at the end of the work. */
export const isAskedNow = (field: Field): boolean => field.stage !== 'finish'

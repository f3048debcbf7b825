import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import type { wechatApi } from '../../../shared/wechat'
import type { Call, Reading } from '../../call'
import { findCustomer } from '../../customers/actions'
import { findTicket } from '../../tickets/actions'
import { addAccepted, lookQuota } from './store'

type Templates = OutputOf<typeof wechatApi.templates>

/** The templates a customer may be asked for, and for how many messages of each we have their consent. */
export const listTemplatesOf = async (
  reading: Reading,
  { ticketId }: ReadInputOf<typeof wechatApi.templates>,
): Promise<Templates> => {
  if (ticketId) await findTicket(reading, ticketId)
  const template = reading.context.config.progressMessage
  const { openid } = await findCustomer(reading, reading.actor.personId)
  if (!template || !openid) return { templates: [] }
  const { templateId } = template
  const quota = await lookQuota(reading.tx, { openid, templateId })
  const remaining = quota ? quota.accepted - quota.used : 0
  return { templates: [{ purpose: 'progress', templateId, remaining }] }
}

/** What the customer answered at a tap: one acceptance is one message. Templates that are not ours count for nothing. */
export const keepConsent = async (
  call: Call,
  { results }: ReadInputOf<typeof wechatApi.subscribed>,
): Promise<Templates> => {
  const template = call.context.config.progressMessage
  const { openid } = await findCustomer(call, call.actor.personId)
  if (template && openid && results[template.templateId] === 'accept') {
    await addAccepted(call.tx, { openid, templateId: template.templateId })
  }
  return listTemplatesOf(call, {})
}

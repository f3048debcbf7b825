import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { Refusal, refuse } from '../../../shared/kernel/refusal'
import type { redAlertsApi } from '../../../shared/redAlerts'
import type { Call } from '../../call'
import { lookDevice } from '../../equipment/actions'
import { readDraft, templateFor, titleOf } from '../../intake/actions'
import { findTemplate, listTemplates } from '../../templates/actions'
import { createTicket, type TicketRow } from '../../tickets/actions'
import { raise } from '../actions'
import type { RedAlertRow } from '../store'
import { answersFrom } from './rules'

type RaiseNew = ReadInputOf<typeof redAlertsApi.raiseNew>

/** A ticket and its alert in one step; the template is chosen by the device and the words when none is named. */
export const raiseNew = async (call: Call, input: RaiseNew, number: string): Promise<RedAlertRow> => {
  const ticket = await makeTicket(call, input, number)
  return raise(call, { ticketId: ticket.id, reason: input.reason, parts: input.parts })
}

/** Open when the form allows it; a draft otherwise: nobody waits for a form before the managers are told. */
const makeTicket = async (
  call: Call,
  { customerId, reason, templateId, deviceId = null, channel }: RaiseNew,
  number: string,
): Promise<TicketRow> => {
  const template = await findTemplate(call, templateId ?? (await fittingTemplate(call, reason, deviceId)))
  const wish = {
    templateId: template.id,
    customerId,
    deviceId,
    title: titleOf(reason) || undefined,
    description: reason,
    priority: 'critical' as const,
    answers: answersFrom(template.body.fields, reason),
    channel,
  }
  try {
    return await createTicket(call, { ...wish, isDraft: false }, number)
  } catch (error) {
    // The form, refused before anything was written.
    if (!(error instanceof Refusal) || !error.code.startsWith('template.')) throw error
    return createTicket(call, { ...wish, isDraft: true }, number)
  }
}

const fittingTemplate = async (call: Call, reason: string, deviceId: string | null): Promise<string> => {
  const templates = await listTemplates(call)
  const draft = readDraft(reason)
  const device = deviceId ? await lookDevice(call, deviceId) : null
  const ofDevice = templates.find(
    ({ body }) =>
      body.businessType === device?.businessType && (draft.category === undefined || body.category === draft.category),
  )
  return (ofDevice ?? templateFor(draft, templates))?.id ?? refuse('template.not_found')
}

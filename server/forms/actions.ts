import type { OutputOf, ReadInputOf } from '../../shared/kernel/endpoint'
import { refuseUnless } from '../../shared/kernel/refusal'
import { DAY, toWire } from '../../shared/kernel/time'
import type { Field } from '../../shared/templates/fields'
import { prefilled } from '../../shared/templates/prefill'
import type { ShelvedTemplate, templateUseApi } from '../../shared/templates/use'
import type { Reading } from '../call'
import { profileOf } from '../customers/actions'
import { heardIn } from '../intake/actions'
import { codesById, findTemplate, listNewest, versionIdsOf } from '../templates/actions'
import { listDrafts } from '../templates/drafts/actions'
import { knownOf, subjectOf } from '../tickets/known/actions'
import { countByTemplate, listFilled } from '../tickets/usage/actions'
import { shareOf } from './rules'

/** Every template with its newest version, its draft and how many tickets it has; those without a version last. */
export const showLibrary = async (reading: Reading): Promise<{ items: ShelvedTemplate[] }> => {
  const [newest, drafts, ticketCounts] = await Promise.all([
    listNewest(reading),
    listDrafts(reading),
    countByCode(reading),
  ])
  const draftOf = (code: string): ShelvedTemplate['draft'] => {
    const draft = drafts.find(({ id }) => id === code)
    if (!draft) return null
    const { name, editorId, editorName, editedAt } = draft
    return { name, editorName, isMine: editorId === reading.actor.personId, savedAt: toWire(editedAt) }
  }
  const published = newest.map(({ id, code, name, isPreset, versionNo, publishedAt, template }) => ({
    code,
    name,
    isPreset,
    category: template?.body.category ?? null,
    published: { id, versionNo, publishedAt: toWire(publishedAt) },
    draft: draftOf(code),
    ticketCount: ticketCounts.get(code) ?? 0,
    isBroken: template === null,
  }))
  const begun = drafts
    .filter(({ id }) => !newest.some(({ code }) => code === id))
    .map(({ id, name, isPreset }) => ({
      code: id,
      name,
      isPreset,
      category: null,
      published: null,
      draft: draftOf(id),
      ticketCount: 0,
      isBroken: false,
    }))
  return { items: [...published, ...begun] }
}

const countByCode = async (reading: Reading): Promise<Map<string, number>> => {
  const [codes, counts] = await Promise.all([codesById(reading), countByTemplate(reading)])
  const byCode = new Map<string, number>()
  for (const [id, count] of counts) {
    const code = codes.get(id)
    if (code) byCode.set(code, (byCode.get(code) ?? 0) + count)
  }
  return byCode
}

/** What a new ticket's form would hold before anybody types, as far as this actor may read it. */
export const prefillForm = async (
  reading: Reading,
  { templateId, customerId, deviceId, text = '', appointmentFrom }: ReadInputOf<typeof templateUseApi.prefill>,
): Promise<OutputOf<typeof templateUseApi.prefill>> => {
  const { actor } = reading
  const template = await findTemplate(reading, templateId)
  const subject = await subjectOf(reading, {
    customerId: actor.kind === 'customer' ? actor.personId : customerId,
    deviceId,
  })
  const description = text.trim() || undefined
  const said = { ...heardIn(text), description, appointment: appointmentFrom }
  const known = await knownOf(reading, { ...subject, template, said })
  const shown = subject.customer && (await profileOf(reading, { id: subject.customer.id })).customer
  return prefilled(template.body.fields, {}, { ...known, customer: shown })
}

const MOST_TICKETS = 500
const SPAN_MS = 90 * DAY

/** How much of what tickets say was known before, over 90 days. Refuses `template.not_found`. */
export const showShare = async (
  reading: Reading,
  { code }: { code: string },
): Promise<OutputOf<typeof templateUseApi.prefillShare>> => {
  const templateIds = await versionIdsOf(reading, code)
  refuseUnless(templateIds.length > 0, 'template.not_found', { code })
  const since = new Date(reading.now.getTime() - SPAN_MS)
  const tickets = await listFilled(reading, { templateIds, since, most: MOST_TICKETS })
  const fieldsOf = new Map<string, readonly Field[]>()
  for (const id of new Set(tickets.map(({ templateId }) => templateId))) {
    fieldsOf.set(id, (await findTemplate(reading, id)).body.fields)
  }
  return shareOf(tickets.map(ticket => ({ ...ticket, fields: fieldsOf.get(ticket.templateId) ?? [] })))
}

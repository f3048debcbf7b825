import type { ReactNode } from 'react'
import { templatesApi } from '../../../../shared/templates/api'
import type { Answer, Field } from '../../../../shared/templates/fields'
import type { TicketView } from '../../../../shared/tickets/views'
import { clockWords, timeWords } from '../../../../shared/words'
import { useQuery } from '../lib/use-query'
import { words } from './words'

type Fact = { name: string; says: ReactNode }

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

const appointmentWords = ({ appointmentFrom: from, appointmentTo: to }: TicketView): string | null => {
  if (!from) return null
  const start = timeWords(new Date(from), new Date())
  return to ? `${start}–${clockWords(new Date(to))}` : start
}

const factsOf = (ticket: TicketView): Fact[] => {
  const { customer, device, assignee, facts } = { ...ticket, facts: words.facts }
  return [
    { name: facts.customer, says: customer && joined(customer.name, customer.phone) },
    { name: facts.contact, says: joined(ticket.contactName, ticket.contactPhone) },
    {
      name: facts.device,
      says:
        device &&
        joined(device.name, device.model, device.serial, device.inWarranty ? words.inWarranty : words.outOfWarranty),
    },
    { name: facts.engineer, says: assignee && joined(assignee.name, assignee.phone) },
    { name: facts.appointment, says: appointmentWords(ticket) },
    { name: facts.createdBy, says: joined(ticket.createdBy.name, timeWords(new Date(ticket.createdAt), new Date())) },
    { name: facts.address, says: ticket.address },
    { name: facts.description, says: ticket.description },
    {
      name: words.trackPage,
      says: ticket.trackToken && (
        <a href={`/#/pages/track/index?t=${encodeURIComponent(ticket.trackToken)}`} target="_blank" rel="noreferrer">
          {words.openTrackPage}
        </a>
      ),
    },
  ]
}

const answerWords = ({ kind }: Field, answer: Answer): string => {
  if (Array.isArray(answer)) return kind === 'photo' ? `${answer.length} 张照片` : answer.join('、')
  if (kind === 'dateTime') return timeWords(new Date(String(answer)), new Date())
  return String(answer)
}

/** What the ticket is about, and the filled form in the template's order and words. */
export const Facts = ({ ticket }: { ticket: TicketView }) => {
  const { data: template } = useQuery(templatesApi.get, { id: ticket.templateId })
  const answered = (template?.body.fields ?? []).flatMap(field => {
    const answer = ticket.answers[field.key]
    const isShown = answer !== undefined && answer !== null && answer !== '' && field.kind !== 'device'
    return isShown ? [{ name: field.label, says: answerWords(field, answer) }] : []
  })
  return (
    <dl className="pc-facts">
      {[...factsOf(ticket), ...answered]
        .filter(({ says }) => says)
        .map(({ name, says }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
    </dl>
  )
}

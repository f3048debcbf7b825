import type { ReactNode } from 'react'
import type { TicketView } from '../../../../shared/tickets/views'
import { timeWords, windowWords } from '../../../../shared/words'
import { Answers } from './Answers'
import { words } from './words'

type Fact = { name: string; says: ReactNode }

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

const appointmentWords = ({ appointmentFrom: from, appointmentTo: to }: TicketView): string | null =>
  from && windowWords(new Date(from), to ? new Date(to) : null, new Date())

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

/** What the ticket is about, and the form that was filled in for it. */
export const Facts = ({ ticket }: { ticket: TicketView }) => (
  <>
    <dl className="pc-facts">
      {factsOf(ticket)
        .filter(({ says }) => says)
        .map(({ name, says }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
    </dl>
    <Answers ticket={ticket} />
  </>
)

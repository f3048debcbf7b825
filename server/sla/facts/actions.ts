import { Refusal } from '../../../shared/kernel/refusal'
import { chinaDay } from '../../../shared/kernel/time'
import type { ChoiceFacts } from '../../../shared/sla/choice'
import type { Coverage } from '../../../shared/sla/policy'
import type { Reading } from '../../call'
import { type CustomerRow, listCustomersById } from '../../customers/actions'
import { type DeviceRow, listDevicesById } from '../../equipment/actions'
import { namesOf } from '../../people/actions'
import { findTemplate } from '../../templates/actions'
import { type ClockedTicket, type HappeningRow, listHappenings } from '../../tickets/due/actions'
import { type Happening, happeningsFrom } from '../rules'

/** Customers with this tag have a service contract, until there is a register of contracts. */
export const CONTRACT_TAG = '维保合同'

/** All that decides the clocks of one ticket. */
export type Facts = {
  ticket: ClockedTicket
  happenings: Happening[]
  choice: ChoiceFacts
  /** The policy that its template names. */
  namedCode: string | null
}

const ids = (values: readonly (string | null)[]): string[] => values.filter(value => value !== null)

/** The facts of many tickets, loaded together. */
export const loadFacts = async (reading: Reading, tickets: readonly ClockedTicket[]): Promise<Facts[]> => {
  const timelines = await listHappenings(
    reading,
    tickets.map(({ id }) => id),
  )
  const customers = await listCustomersById(reading, ids(tickets.map(({ customerId }) => customerId)))
  const devices = await listDevicesById(reading, ids(tickets.map(({ deviceId }) => deviceId)))
  const staff = await loadStaff(reading, [...timelines.values()].flat())
  const facts: Facts[] = []
  for (const ticket of tickets) {
    const customer = customers.get(ticket.customerId ?? '')
    const rows = timelines.get(ticket.id) ?? []
    facts.push({
      ticket,
      happenings: happeningsFrom(rows, ({ actorId }) => actorId !== ticket.customerId && staff.has(actorId)),
      choice: {
        businessType: ticket.businessType,
        customerLevel: customer?.level ?? null,
        coverage: coverageOf(customer, devices.get(ticket.deviceId ?? ''), ticket),
        regionCode: ticket.regionCode,
        teamId: ticket.teamId,
      },
      namedCode: await namedPolicy(reading, ticket.templateId),
    })
  }
  return facts
}

/** Only who writes to a customer must be known as one of us. */
const loadStaff = async (reading: Reading, rows: readonly HappeningRow[]): Promise<ReadonlyMap<string, string>> => {
  const writers = rows.filter(({ kind, audience }) => kind === 'comment' && audience === 'customer')
  return writers.length > 0
    ? namesOf(
        reading,
        writers.map(({ actorId }) => actorId),
      )
    : new Map()
}

/** As it was when the ticket was opened: a warranty that ends meanwhile still counts. */
const coverageOf = (
  customer: CustomerRow | undefined,
  device: DeviceRow | undefined,
  { openedAt }: ClockedTicket,
): Coverage => {
  if (customer?.tags.includes(CONTRACT_TAG)) return 'contract'
  const until = device?.warrantyUntil
  return until && openedAt && chinaDay(openedAt) <= until ? 'warranty' : 'none'
}

/** A template that nobody can read any more names nothing. */
const namedPolicy = async (reading: Reading, templateId: string): Promise<string | null> => {
  try {
    return (await findTemplate(reading, templateId)).body.slaPolicyCode ?? null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

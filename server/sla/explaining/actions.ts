import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import type { slaApi } from '../../../shared/sla/api'
import type { Explanation } from '../../../shared/sla/views'
import type { Reading } from '../../call'
import { findTicket } from '../../tickets/actions'
import { loadFacts } from '../facts/actions'
import { loadSettings } from '../following/actions'
import { codeNamesOf } from '../policies/actions'
import { type Case, viewExplanation } from './view'

/** Which policy and which calendar a ticket, or such a ticket, goes by. Refuses `ticket.not_found`. */
export const explain = async (reading: Reading, input: ReadInputOf<typeof slaApi.explain>): Promise<Explanation> => {
  const one = 'ticketId' in input ? await caseOf(reading, input.ticketId) : caseFrom(input.facts)
  const settings = await loadSettings(reading)
  return viewExplanation(one, settings, await codeNamesOf(reading, settings.policies))
}

const caseOf = async (reading: Reading, ticketId: string): Promise<Case> => {
  const row = await findTicket(reading, ticketId)
  const [facts] = await loadFacts(reading, [row])
  const { choice, namedCode } = facts as NonNullable<typeof facts>
  return { choice, namedCode, priority: row.priority, isRed: row.isRed }
}

type Said = Extract<ReadInputOf<typeof slaApi.explain>, { facts: unknown }>['facts']

const caseFrom = ({ priority, isRed, ...choice }: Said): Case => ({ choice, namedCode: null, priority, isRed })

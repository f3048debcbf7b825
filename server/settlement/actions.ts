import type { CodeNames } from '../../shared/codeNames'
import { refuse } from '../../shared/kernel/refusal'
import { prepareRuleSet, type Settlement, settle } from '../../shared/settlement/charges'
import type { Facts } from '../../shared/settlement/facts'
import { nationalCalendar } from '../../shared/settlement/nationalCalendar'
import type { RuleSet } from '../../shared/settlement/ruleSet'
import type { Call, Reading } from '../call'
import { listVisitsOf, type VisitRow } from '../checkins/actions'
import type { PersonRow } from '../people/actions'
import { findPerson } from '../people/actions'
import { regionNames } from '../regionNames'
import { findTemplate, listServices } from '../templates/actions'
import { findTicket, type TicketRow } from '../tickets/actions'
import { codeNamesFor, factsOf, prefixesOf, type RegionFacts, regionFactsFor } from './rules'
import {
  type LineRow,
  listLinesOf,
  listRegionFacts,
  lookNewestRuleSet,
  lookRuleSetAt,
  type RuleSetRow,
  replaceRegionFacts,
  saveLines,
  saveRuleSet,
} from './store'

/** The trial of the console: stores nothing. Refuses an unsound rule set and facts without a price. */
export const tryRuleSet = async (
  reading: Reading,
  { ruleSet, facts }: { ruleSet: RuleSet; facts: Facts },
): Promise<Settlement> => settle(ruleSet, facts, nationalCalendar, await codeNames(reading, facts))

/** Publishes the next version, for services that begin at or after `effectiveFrom`. Refuses an unsound rule set. */
export const publishRuleSet = async (call: Call, body: RuleSet, effectiveFrom = call.now): Promise<RuleSetRow> => {
  prepareRuleSet(body)
  const newest = await lookNewestRuleSet(call.tx)
  const row: RuleSetRow = {
    id: call.newId(),
    versionNo: (newest?.versionNo ?? 0) + 1,
    body,
    effectiveFrom,
    publishedAt: call.now,
    publishedById: call.actor.personId,
  }
  await saveRuleSet(call.tx, row)
  return row
}

/** Describes the regions anew, for settlements from now on. */
export const saveRegionFacts = (call: Call, facts: readonly RegionFacts[]): Promise<void> =>
  replaceRegionFacts(call.tx, facts)

const everyLine = { sql: '1 = 1', parameters: [] }

/**
 * Settles what was done since the last settlement: one round, rework after reopening being the next. Returns the lines
 * of this round; to settle again changes nothing. The payee is the engineer of the last visit.
 * Refuses `settlement.no_rule_set`, `.no_rate`, `.facts_invalid` and `.calendar_missing`.
 */
export const settleTicket = async (call: Call, ticketId: string): Promise<LineRow[]> => {
  const ticket = await findTicket(call, ticketId)
  const round = confirmedRound(ticket)
  const settled = await listLinesOf(call.tx, ticketId, everyLine)
  const lastRound = Math.max(0, ...settled.map(line => line.round))
  if (lastRound >= round) return settled.filter(line => line.round === round)

  const visits = (await listVisitsOf(call, ticketId)).filter(
    visit => visit.round > lastRound && visit.round <= round && visit.checkedOutAt,
  )
  const payee = visits.at(-1) ?? refuse('settlement.facts_invalid', { reason: '没有已签退的上门' })
  const engineer = await findPerson(call, payee.engineerId)
  const facts = await roundFacts(call, ticket, visits, engineer)
  const rules = await lookRuleSetAt(call.tx, new Date(facts.service.checkInAt))
  if (!rules) return refuse('settlement.no_rule_set')
  const { lines, totalFen } = settle(rules.body, facts, nationalCalendar, await codeNames(call, facts))
  const rows = lines.map(
    ({ minutes = null, ...line }): LineRow => ({
      id: call.newId(),
      ticketId,
      ticketNumber: ticket.number,
      round,
      payeeId: engineer.id,
      providerId: engineer.providerId,
      teamId: engineer.teamId,
      regionCode: ticket.regionCode,
      ...line,
      minutes,
      ruleSetVersion: rules.versionNo,
      inputs: facts,
      settledAt: call.now,
    }),
  )
  await saveLines(call.tx, rows)
  call.emit({ type: 'ticket.settled', ticketId, totalFen })
  return rows
}

const codeNames = async (reading: Reading, { ticket }: Facts): Promise<CodeNames> =>
  codeNamesFor(ticket, regionNames(), await listServices(reading))

/** A ticket that was reopened between its confirmation and now has had the round before confirmed. */
const confirmedRound = ({ status, reopenedCount }: TicketRow): number =>
  status === 'completed' || status === 'closed' ? reopenedCount + 1 : reopenedCount

const roundFacts = async (
  call: Call,
  ticket: TicketRow,
  visits: readonly VisitRow[],
  engineer: PersonRow,
): Promise<Facts> => {
  const { body } = await findTemplate(call, ticket.templateId)
  const regionCode = ticket.regionCode ?? ''
  const region = regionFactsFor(regionCode, await listRegionFacts(call.tx, prefixesOf(regionCode)))
  return factsOf({ ticket, visits, engineer, region, agreedMinutes: body.agreedMinutes })
}

import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { toWireOrNull } from '../../../shared/kernel/time'
import type { slaApi } from '../../../shared/sla/api'
import type { PreviewResult } from '../../../shared/sla/views'
import type { Reading } from '../../call'
import { cardsOf, listDueFirst } from '../../tickets/due/actions'
import { draftedCalendar, loadCalendars } from '../calendars/actions'
import { loadFacts } from '../facts/actions'
import { clocksFor, type Settings, settingsFrom } from '../following/rules'
import { dueOf } from '../measuring/rules'
import { draftedPolicies, loadPolicies } from '../policies/actions'
import { clocksByTicket, listClocks } from '../store'
import { type Change, countsOf, mostTelling } from './rules'

const MOST_LOOKED_AT = 2000
const MOST_SHOWN = 20

type Draft = ReadInputOf<typeof slaApi.preview>

/** What the draft would do to the open tickets. Nothing is stored; refuses what saving it would refuse. */
export const preview = async (reading: Reading, draft: Draft): Promise<PreviewResult> => {
  const settings = await draftedSettings(reading, draft)
  const found = await listDueFirst(reading, { most: MOST_LOOKED_AT + 1 })
  const tickets = found.slice(0, MOST_LOOKED_AT).filter(({ openedAt }) => openedAt)
  const clocks = await listClocks(
    reading.tx,
    tickets.map(({ id }) => id),
  )
  const byTicket = clocksByTicket(clocks)
  const changes = (await loadFacts(reading, tickets)).map(
    (facts): Change => ({
      ticket: facts.ticket,
      due: dueOf(clocksFor(facts, settings, byTicket.get(facts.ticket.id) ?? [])),
    }),
  )
  return {
    looked: tickets.length,
    isWhole: found.length <= MOST_LOOKED_AT,
    ...countsOf(changes, reading.now),
    examples: await examplesOf(reading, mostTelling(changes, reading.now).slice(0, MOST_SHOWN)),
  }
}

const draftedSettings = async (reading: Reading, draft: Draft): Promise<Settings> => {
  const [policies, calendars] = [await loadPolicies(reading), await loadCalendars(reading)]
  if ('policy' in draft) return settingsFrom(draftedPolicies(policies, draft.policy), calendars)
  const drafted = await draftedCalendar(reading, calendars, draft.calendar)
  return settingsFrom(policies, [...calendars.filter(({ id }) => id !== drafted.id), drafted])
}

const examplesOf = async (reading: Reading, changes: readonly Change[]): Promise<PreviewResult['examples']> => {
  const cards = await cardsOf(
    reading,
    changes.map(({ ticket }) => ticket.id),
  )
  return changes.flatMap(({ ticket, due }) => {
    const card = cards.get(ticket.id)
    return card ? [{ card, oldDueAt: toWireOrNull(ticket.dueAt), newDueAt: toWireOrNull(due.dueAt) }] : []
  })
}

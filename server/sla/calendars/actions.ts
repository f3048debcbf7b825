import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { prefixWords } from '../../../shared/regions'
import type { slaApi } from '../../../shared/sla/api'
import type { CalendarView, YearView } from '../../../shared/sla/views'
import type { Call, Reading } from '../../call'
import { listTeams } from '../../people/actions'
import { regionNames } from '../../regionNames'
import { rederiveSoon } from '../rederiving/actions'
import { type Calendar, calendarsFrom } from './rules'
import { keepCalendar, listCalendars, listOwnDays, removeOwnDays, saveOwnDays } from './store'
import { viewCalendar, viewYear } from './view'

export const loadCalendars = async ({ tx }: Reading): Promise<Calendar[]> =>
  calendarsFrom(await listCalendars(tx), await listOwnDays(tx))

const findCalendar = async (reading: Reading, code: string): Promise<Calendar> =>
  (await loadCalendars(reading)).find(({ id }) => id === code) ?? refuse('sla.calendar_not_found', { code })

export const showCalendars = async (reading: Reading): Promise<{ items: CalendarView[] }> => ({
  items: (await loadCalendars(reading)).map(row => viewCalendar(row, reading.now)),
})

export const showYear = async (reading: Reading, { code, year }: { code: string; year: number }): Promise<YearView> =>
  viewYear(await findCalendar(reading, code), year)

type Draft = ReadInputOf<typeof slaApi.saveCalendar>

/** The calendar as it would be; refuses `sla.calendar_twice`. */
export const draftedCalendar = async (
  reading: Reading,
  calendars: readonly Calendar[],
  { code, ...draft }: Draft,
): Promise<Calendar> => {
  for (const other of calendars) {
    if (other.id === code) continue
    const claims = [...draft.teamIds, ...draft.regionPrefixes]
    const claim = claims.find(one => other.teamIds.includes(one) || other.regionPrefixes.includes(one))
    if (claim) refuse('sla.calendar_twice', { name: other.name, claim, words: await claimWords(reading, claim) })
  }
  const stored = calendars.find(({ id }) => id === code)
  return { id: code, ...draft, knownYears: stored?.knownYears ?? [], ownDays: stored?.ownDays ?? [] }
}

/** A team by its name, or a region. */
const claimWords = async (reading: Reading, claim: string): Promise<string> => {
  const { items } = await listTeams(reading)
  return items.find(({ id }) => id === claim)?.name ?? prefixWords(regionNames(), claim)
}

export const saveCalendar = async (call: Call, draft: Draft): Promise<CalendarView> => {
  const drafted = await draftedCalendar(call, await loadCalendars(call), draft)
  return kept(call, drafted)
}

const kept = async (call: Call, { ownDays: _, ...row }: Calendar): Promise<CalendarView> => {
  const stored = await keepCalendar(call.tx, row)
  await rederiveSoon(call)
  return viewCalendar(stored, call.now)
}

type Day = ReadInputOf<typeof slaApi.saveDay>

/** Refuses `sla.day_without_windows`. */
export const saveDay = async (call: Call, { code, day, kind, name, windows, version }: Day): Promise<CalendarView> => {
  const calendar = await findCalendar(call, code)
  refuseUnless(kind !== 'windows' || windows.length > 0, 'sla.day_without_windows', { day })
  await removeOwnDays(call.tx, code, day, day)
  if (kind !== 'default') {
    const own = kind === 'windows' ? windows : []
    await saveOwnDays(call.tx, [{ id: call.newId(), calendarCode: code, day, kind, name, windows: own }])
  }
  return kept(call, { ...calendar, version })
}

type Year = ReadInputOf<typeof slaApi.saveYear>

/** The whole notice of a year, entered by hand: from now on the year is known. Hours of single days stay. */
export const saveYear = async (call: Call, { code, year, days, version }: Year): Promise<CalendarView> => {
  const calendar = await findCalendar(call, code)
  const stray = days.find(({ day }) => !day.startsWith(`${year}-`))
  if (stray) refuse('sla.day_of_other_year', { day: stray.day, year })
  const hours = calendar.ownDays.filter(({ day, kind }) => day.startsWith(`${year}-`) && kind === 'windows')
  const entered = new Map(days.map(day => [day.day, day]))
  await removeOwnDays(call.tx, code, `${year}-01-01`, `${year}-12-31`)
  await saveOwnDays(call.tx, [
    ...hours.filter(({ day }) => !entered.has(day)),
    ...[...entered.values()].map(day => ({ id: call.newId(), calendarCode: code, windows: [], ...day })),
  ])
  const knownYears = [...new Set([...calendar.knownYears, year])].sort()
  return kept(call, { ...calendar, knownYears, version })
}

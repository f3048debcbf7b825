import { chooseCalendar, choosePolicy } from '../../../shared/sla/choice'
import { always, type WorkingTime } from '../../../shared/sla/workingTime'
import { type Calendar, workingTimeIn } from '../calendars/rules'
import type { Facts } from '../facts/actions'
import { type Measured, measure } from '../measuring/rules'
import type { Policy } from '../policies/actions'
import { deriveClocks, type Ending, type Stay } from '../rules'
import type { ClockRow } from '../store'

/** What the company has settled: which policies there are, and what working time is. */
export type Settings = {
  policies: readonly Policy[]
  calendars: readonly Calendar[]
  timeOf: (code: string) => WorkingTime
}

/** Working time is worked out once per calendar. */
export const settingsFrom = (policies: readonly Policy[], calendars: readonly Calendar[]): Settings => {
  const times = new Map<string, WorkingTime>()
  const timeOf = (code: string): WorkingTime => {
    const calendar = calendars.find(({ id }) => id === code)
    const time = times.get(code) ?? (calendar ? workingTimeIn(calendar) : always)
    times.set(code, time)
    return time
  }
  return { policies, calendars, timeOf }
}

export const choiceFor = ({ choice, namedCode }: Pick<Facts, 'choice' | 'namedCode'>, settings: Settings) => {
  const { policy, isNamed } = choosePolicy(settings.policies, choice, namedCode)
  const { calendar, why: calendarWhy } = chooseCalendar(
    settings.calendars.map(one => ({ ...one, code: one.id })),
    choice,
    policy.calendarCode,
  )
  return { policy, isNamed, calendarCode: calendar?.code ?? policy.calendarCode, calendarWhy }
}

/** A clock as it should stand, and by whose word. */
export type Wanted = Measured & Pick<ClockRow, 'policyCode' | 'calendarCode' | 'ownTargetMinutes'>

/** All clocks of a ticket as they should stand now. Pure: the same facts and settings give the same clocks. */
export const clocksFor = (facts: Facts, settings: Settings, kept: readonly ClockRow[]): Wanted[] => {
  const { policy, calendarCode } = choiceFor(facts, settings)
  const stays = kept.filter(({ clock }) => clock === 'node').map(stayOf)
  const derived = deriveClocks({ ...facts, stays }, policy)
  return derived.map(one => ({
    ...measure(one, one.target.runs === 'always' ? always : settings.timeOf(calendarCode), policy.warnAt),
    policyCode: policy.code,
    calendarCode,
    ownTargetMinutes:
      stays.find(({ nodeKey, round }) => nodeKey === one.nodeKey && round === one.round)?.minutes ?? null,
  }))
}

const stayOf = (row: ClockRow): Stay => {
  const starter = row.intervals[0] ?? { actorId: '', actorName: '' }
  return {
    nodeKey: row.nodeKey,
    round: row.round,
    name: row.name,
    enteredAt: row.startedAt.getTime(),
    left: leftOf(row),
    minutes: row.ownTargetMinutes,
    starter: { actorId: starter.actorId, actorName: starter.actorName },
  }
}

const leftOf = ({ stoppedAt, state, intervals }: ClockRow): Ending | null => {
  const stop = intervals.at(-1)
  if (!stoppedAt || stop?.event !== 'stop') return null
  const { reason, actorId, actorName } = stop
  return { at: stoppedAt.getTime(), how: state === 'cancelled' ? 'cancelled' : 'done', reason, actorId, actorName }
}

/** An open clock that follows from nothing any more: the ticket was reopened, or its policy asks for none. */
export const dropped = (row: ClockRow, at: Date): Partial<ClockRow> => ({
  state: 'cancelled',
  stoppedAt: at,
  levels: [],
  pausedFor: null,
  intervals: [...row.intervals, { event: 'stop', at: at.getTime(), reason: '不再计时', actorId: '', actorName: '' }],
})

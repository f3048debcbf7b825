import { grouped } from '../../../shared/kernel/group'
import { MINUTE } from '../../../shared/kernel/time'
import type { Basis, Difference, Misfit, NodeTime, OwnerKind, OwnerShare } from '../../../shared/simulator'
import { bases } from '../../../shared/simulator'
import type { TicketRow } from '../../tickets/actions'
import type { FormMisfit } from '../forms/rules'
import { type Asked, isAsked, isDecision, isWork, placeOf, type Seat, type WouldBe } from '../replays/rules'

type Named = { kind: OwnerKind } & Seat

/** One past ticket as it went and as it would have gone. */
export type Tried = {
  ticket: Pick<TicketRow, 'id' | 'number' | 'title'>
  before: Asked[]
  after: WouldBe[]
  /** Who gets the ticket besides, by team or as dispatch's first choice. */
  given: { before: Named[]; after: Named[] }
  says: string[]
  misfits: FormMisfit[]
}

export const medianOf = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2)
}

export const approvalsOf = (tried: readonly Tried[]): { before: number; after: number; saved: number } => {
  const count = (steps: readonly Asked[]) => steps.filter(step => isDecision(step) && isAsked(step)).length
  const before = tried.reduce((sum, one) => sum + count(one.before), 0)
  const after = tried.reduce((sum, one) => sum + count(one.after), 0)
  return { before, after, saved: before - after }
}

/** Who is asked or gets tickets, those who get most first. */
export const sharesOf = (tried: readonly Tried[]): OwnerShare[] => {
  const shares = new Map<string, OwnerShare>()
  const count = ({ kind, id, name }: Named, side: 'before' | 'after'): void => {
    const share = shares.get(`${kind} ${id}`) ?? { kind, id, name, before: 0, after: 0 }
    share[side] += 1
    shares.set(`${kind} ${id}`, share)
  }
  const asked = (steps: readonly Asked[]): Named[] =>
    steps.filter(isAsked).flatMap(({ owners }) => owners.map(owner => ({ kind: 'node' as const, ...owner })))
  for (const { before, after, given } of tried) {
    for (const one of [...asked(before), ...given.before]) count(one, 'before')
    for (const one of [...asked(after), ...given.after]) count(one, 'after')
  }
  return [...shares.values()].sort((a, b) => b.after - a.after || b.before - a.before || (a.id < b.id ? -1 : 1))
}

type Estimate = { minutes: number | null; basis: Basis }

/** How long these people took to approve, all together. */
const habitsOf = (tried: readonly Tried[]): ((owners: readonly Seat[]) => number | null) => {
  const taken = tried
    .flatMap(({ before }) => before.filter(step => isDecision(step) && isAsked(step)))
    .flatMap(({ owners, minutes }) => (minutes === null ? [] : owners.map(({ id }) => ({ id, minutes }))))
  const byPerson = grouped(taken, ({ id }) => id)
  return owners => medianOf(owners.flatMap(({ id }) => (byPerson.get(id) ?? []).map(({ minutes }) => minutes)))
}

const estimated = (step: WouldBe, habit: ReturnType<typeof habitsOf>): Estimate => {
  if (step.outcome === 'skipped') return { minutes: 0, basis: 'skipped' }
  if (step.was && step.was.outcome !== 'skipped') return { minutes: step.was.minutes, basis: 'recorded' }
  if (step.until)
    return { minutes: Math.round((step.until.getTime() - step.enteredAt.getTime()) / MINUTE), basis: 'date' }
  const usual = isDecision(step) ? habit(step.owners) : null
  if (usual !== null) return { minutes: usual, basis: 'owners' }
  return step.clockMinutes === null
    ? { minutes: null, basis: 'unknown' }
    : { minutes: step.clockMinutes, basis: 'clock' }
}

const known = (minutes: readonly (number | null)[]): number[] => minutes.flatMap(one => one ?? [])

/** The median time at each node, before and after, in the order of the new flow. */
export const timesOf = (tried: readonly Tried[]): NodeTime[] => {
  const habit = habitsOf(tried)
  const before = grouped(
    tried.flatMap(one => one.before.filter(isWork)),
    placeOf,
  )
  const after = grouped(
    tried.flatMap(one => one.after.filter(isWork)),
    placeOf,
  )
  return [...new Set([...after.keys(), ...before.keys()])].map(place => {
    const [was, is] = [before.get(place) ?? [], after.get(place) ?? []]
    const estimates = is.map(step => estimated(step, habit))
    const { name = '', kind = 'task' } = is[0] ?? was[0] ?? {}
    return {
      node: name,
      kind,
      before: was.filter(isAsked).length,
      after: is.filter(isAsked).length,
      beforeMedianMinutes: medianOf(known(was.map(({ outcome, minutes }) => (outcome === 'skipped' ? 0 : minutes)))),
      afterMedianMinutes: medianOf(known(estimates.map(({ minutes }) => minutes))),
      basis: bases[Math.max(0, ...estimates.map(({ basis }) => bases.indexOf(basis)))] ?? 'recorded',
    }
  })
}

const head = ({ ticket: { id: ticketId, number, title } }: Tried) => ({ ticketId, number, title })

export const differencesOf = (tried: readonly Tried[]): Difference[] =>
  tried.filter(({ says }) => says.length > 0).map(one => ({ ...head(one), says: one.says }))

export const misfitsOf = (tried: readonly Tried[]): Misfit[] =>
  tried.flatMap(one => one.misfits.map(misfit => ({ ...head(one), ...misfit })))

import { Refusal } from '../kernel/refusal'
import { DAY } from '../kernel/time'
import { evaluateLogic } from '../templates/conditions'
import { truthy } from '../templates/operators'
import type { FlowTransition } from './flow'

/** Null when it cannot be computed: a flow that runs does not stop at a bad condition. */
const computed = (logic: unknown, data: unknown): unknown => {
  try {
    return evaluateLogic(logic, data)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

export const holds = (logic: unknown, data: unknown): boolean => truthy(computed(logic, data))

/** The first whose condition holds, else the one without a condition. */
export const chosenWay = (ways: readonly FlowTransition[], data: unknown): FlowTransition => {
  const fit = ways.find(({ when }) => when !== undefined && holds(when, data))
  const way = fit ?? ways.find(({ when }) => when === undefined)
  if (!way) throw new Error('a node of this flow has no way out')
  return way
}

/** What a wait is until: an instant or a day, or so many days from `now`; null for anything else. */
export const dateOf = (until: unknown, data: unknown, now: Date): Date | null => {
  const value = computed(until, data)
  const at = typeof value === 'number' ? new Date(now.getTime() + value * DAY) : dateIn(value)
  return at && !Number.isNaN(at.getTime()) ? at : null
}

const dateIn = (value: unknown): Date | null => {
  if (typeof value !== 'string') return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T00:00:00+08:00`)
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value) : null
}

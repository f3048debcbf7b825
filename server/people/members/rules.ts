import { refuseUnless } from '../../../shared/kernel/refusal'
import { MINUTE } from '../../../shared/kernel/time'
import type { MembershipRow } from './store'

/** One thing that WeCom tells of a member. */
export type MemberChange = {
  userId: string
  change: 'created' | 'updated' | 'deleted'
  /** Set when the member goes by another id from now on. */
  newUserId: string | null
  /** 1 active, 2 disabled, 4 not activated, 5 left; null when unchanged. */
  status: number | null
  /** When it was made, whole seconds. */
  at: Date
  /** Null where the platform does not let us see. */
  name: string | null
  departmentIds: number[] | null
}

export type Effect = 'none' | 'join' | 'update' | 'rename' | 'leave' | 'return'

const ACTIVE = 1
const LEFT = 5

type Known = Pick<MembershipRow, 'state' | 'changedAt'> & { hasPerson: boolean }

/**
 * What follows from a change, given what is known of that id. Messages come in any order: what was made before the
 * latest one that counted has no effect, and nobody who is gone comes back but by a later return.
 */
export const effectOf = (known: Known, { change, status, newUserId, at }: MemberChange): Effect => {
  const age = known.changedAt === null ? 1 : at.getTime() - known.changedAt.getTime()
  if (age < 0) return 'none'
  if (change === 'deleted' || status === LEFT) return known.state === 'renamed' ? 'none' : 'leave'
  const isReturn = age > 0 && (change === 'created' || status === ACTIVE)
  if (known.state === 'gone') return isReturn ? (known.hasPerson ? 'return' : 'join') : 'none'
  if (known.state === 'renamed') return age > 0 && change === 'created' ? 'join' : 'none'
  if (newUserId) return 'rename'
  if (known.hasPerson) return 'update'
  return change === 'created' ? 'join' : 'none'
}

/** A member as a sync lists them. */
export type ListedMember = { userId: string; name: string | null; departmentIds: number[]; tagIds: string[] }

/** Missing from so many syncs in a row, a member has left. */
const SYNCS_TO_LEAVE = 2
const LARGEST_SHARE = 0.2

/** Once is an accident, twice is an absence. */
export const hasLeft = (missedSyncs: number): boolean => missedSyncs >= SYNCS_TO_LEAVE

/**
 * A list that came back empty, or that would make more than a fifth of the company leave at once, means a permission
 * that was lost rather than people. One person may always leave: a fifth of a company of four is nobody.
 */
export const refuseDoubtful = ({ listed, active, leaving }: { listed: number; active: number; leaving: number }) => {
  refuseUnless(listed > 0, 'people.sync_empty')
  refuseUnless(leaving <= Math.max(1, active * LARGEST_SHARE), 'people.sync_doubtful', { leaving, active })
}

/** Our clock and the platform's may differ by so much. */
const CLOCKS_DIFFER_MS = 10 * MINUTE

/** Whether a list that was begun at `startedAt` may bring back somebody who went at `goneAt`. */
export const outlives = (startedAt: Date, goneAt: Date | null): boolean =>
  goneAt === null || goneAt.getTime() < startedAt.getTime() - CLOCKS_DIFFER_MS

import { MINUTE } from '../../../../shared/kernel/time'
import type { Call } from '../../../call'
import { lookPerson } from '../../../people/actions'
import { missed } from '../actions'
import type { Line } from '../rules'
import { insertMessage, type OutboxRow } from '../store'
import { digest, packed } from '../view'
import { appMost, freeAgainAt, freeOf, memberMost, planFor, unused } from './rules'
import * as store from './store'

/** Longer than a call and its repeat may take. */
const LEASE_MS = 2 * MINUTE
const MOST_ROWS = 100

/** What this process sends next, each row under this lease. `isMore`: something was due, so it is worth to look again. */
export type Batch = { lease: string; rows: OutboxRow[]; isMore: boolean }

/**
 * Takes what may go out now to some of these members: counted against the last minute and hour, whoever sent it, while
 * no other process can; the rest waits until its window opens. Those who have left get nothing.
 */
export const takeBatch = async (call: Call, ids: readonly string[]): Promise<Batch> => {
  const { tx, now } = call
  const free = await freeOfApp(call)
  const members = free > 0 ? await store.lockRecipients(tx, ids) : []
  const lease = call.newId()
  if (members.length === 0) return { lease, rows: [], isMore: false }
  const memberIds = members.map(({ id }) => id)
  const [used, due] = [
    await store.usageOf(tx, memberIds, now),
    await store.listDue(tx, memberIds, now, Math.min(MOST_ROWS, free)),
  ]
  const rows: OutboxRow[] = []
  for (const member of members) {
    const waiting = await stillMeant(
      call,
      member,
      due.filter(row => row.toUserId === member.id),
    )
    rows.push(...(await takeFor(call, { member, waiting, used: used.get(member.id) ?? unused })))
  }
  const claim = { now, until: new Date(now.getTime() + LEASE_MS), lease }
  await store.claim(
    tx,
    rows.map(({ id }) => id),
    claim,
  )
  const claimed = rows.map(row => ({ ...row, lease, attempts: row.attempts + 1 }))
  claimed.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
  return { lease, rows: claimed, isMore: due.length > 0 }
}

/** Members are counted under a lock; the app as a whole nearly so, since it is told when it sends too much. */
const freeOfApp = async ({ tx, now }: Call): Promise<number> => {
  const app = await store.lookRecipient(tx, store.WHOLE_APP)
  if (app?.holdUntil && app.holdUntil > now) return 0
  const used = await store.usageOfApp(tx, now)
  const free = freeOf(used, appMost)
  if (free === 0) {
    await store.introduce(tx, [store.WHOLE_APP])
    await store.hold(tx, store.WHOLE_APP, freeAgainAt(used, appMost, now.getTime()))
  }
  return free
}

/** Sets aside what is for somebody who has left, or whom the platform does not know any more. */
const stillMeant = async (call: Call, member: store.RecipientRow, due: OutboxRow[]): Promise<OutboxRow[]> => {
  if (due.length === 0) return due
  const personId = due.find(row => row.personId !== null)?.personId
  const person = personId ? await lookPerson(call, personId) : null
  const hasLeft = Boolean(personId) && person?.status !== 'active'
  if (!hasLeft && !member.goneAt) return due
  await store.setAside(
    call.tx,
    due.map(({ id }) => id),
    hasLeft ? { state: 'withheld', errcode: null } : { state: 'failed', errcode: store.NO_SUCH_MEMBER },
  )
  for (const row of due) await missed(call, row, 'undelivered')
  return []
}

type Turn = { member: store.RecipientRow; waiting: OutboxRow[]; used: Parameters<typeof freeOf>[0] }

const takeFor = async (call: Call, { member, waiting, used }: Turn): Promise<OutboxRow[]> => {
  const plan = planFor(
    waiting.map(row => ({ ...row, isRepeat: row.state === 'sending' })),
    freeOf(used, memberMost),
    packed,
  )
  const digests: OutboxRow[] = []
  for (const group of plan.together) {
    const one = digestOf(call, group)
    await insertMessage(call.tx, one)
    await store.putIntoDigest(
      call.tx,
      group.map(({ id }) => id),
      one.id,
    )
    digests.push(one)
  }
  if (plan.isHeld) {
    const taken = plan.alone.length + digests.length
    const full = {
      lastMinute: used.lastMinute + taken,
      lastHour: used.lastHour + taken,
      minuteBeganAt: used.minuteBeganAt ?? call.now.getTime(),
      hourBeganAt: used.hourBeganAt ?? call.now.getTime(),
    }
    await store.hold(call.tx, member.id, freeAgainAt(full, memberMost, call.now.getTime()))
  }
  return [...plan.alone.map(({ isRepeat, ...row }) => row), ...digests]
}

const digestOf = (call: Call, group: readonly (OutboxRow & { line: Line | null })[]): OutboxRow => {
  const [first] = group as [OutboxRow, ...OutboxRow[]]
  const id = call.newId()
  return {
    ...first,
    id,
    key: `digest:${id}`,
    ticketId: null,
    ticketVersion: null,
    kind: 'markdown',
    body: digest(
      id,
      group.flatMap(({ line }) => (line ? [line] : [])),
    ),
    line: null,
    ackBy: null,
    ackState: null,
    createdAt: call.now,
  }
}

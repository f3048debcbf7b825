import { systemActor } from '../../../shared/kernel/roles'
import { DAY } from '../../../shared/kernel/time'
import { lookAlarm } from '../../alarms/actions'
import { type Call, callAs } from '../../call'
import type { Context } from '../../context'
import type { Database } from '../../db/database'
import { oneAtATime } from '../../db/oneAtATime'
import { isDuplicate } from '../../db/rows'
import { listActivePeople } from '../../people/actions'
import { acts, reaches, type Subscriber, type TimerJob } from '../../queue/subscribers'
import { showOutcome } from '../cards/jobs'
import { ACK_JOB, ackDue, queueMessages } from './actions'
import { type Batch, takeBatch } from './pace/actions'
import * as pace from './pace/store'
import { settle } from './sending/actions'
import { send } from './sending/jobs'
import { revive, reviveOf } from './store'
import { text } from './view'

const robot = systemActor('wecom')

/** Members whose messages are taken together. */
const MEMBERS_AT_ONCE = 50
const LANES = 2
/** A delivery that has sent so many batches hands the rest to another one, so that its lease and a stop hold. */
const MOST_BATCHES = 20
const WAKE_JOB = 'wecom.wakeOutbox'
const WAKE_GRAIN_MS = 1000

export const outboxSubscribers: readonly Subscriber[] = [
  reaches('wecom.send', ['outbox.filled'], context => drain(context)),
  acts('wecom.tellAdmins', ['alarm.raised'], (call, { alarmId }) => tellAdmins(call, alarmId)),
  acts('wecom.goOn', ['alarm.cleared'], (call, { key, kind }) => goOn(call, key, kind)),
]

export const outboxTimerJobs: readonly TimerJob[] = [
  { job: ACK_JOB, act: ackDue },
  { job: WAKE_JOB, act: async call => call.emit({ type: 'outbox.filled' }) },
]

const draining = new WeakMap<Database, { now: Promise<void>; next: Promise<void> | null }>()

/** One at a time in a process; whoever asks while one runs shares the next, which sees what they have written. */
const drain = (context: Context): Promise<void> => {
  const running = draining.get(context.db)
  if (running?.next) return running.next
  const start = async (): Promise<void> => {
    const now = drainOnce(context)
    draining.set(context.db, { now, next: null })
    await now.finally(() => {
      if (draining.get(context.db)?.now === now && !draining.get(context.db)?.next) draining.delete(context.db)
    })
  }
  if (!running) return start()
  running.next = running.now.then(start, start)
  return running.next
}

/** What the lanes of one process share: whose messages one of them has, and the one at a time that calls. */
type Lanes = { busy: Set<string>; sending: ReturnType<typeof oneAtATime> }

/** Sends what is due until nothing is, and sees to it that somebody comes back for the rest. */
const drainOnce = async (context: Context): Promise<void> => {
  const lanes: Lanes = { busy: new Set(), sending: oneAtATime() }
  let batches = MOST_BATCHES
  const lane = async () => {
    while (batches-- > 0 && (await sendBatch(context, lanes)));
  }
  // While one lane calls, the other takes what comes next and keeps what went out.
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  if (batches >= 0) return comeBack(context)
  await callAs(context, robot, async call => call.emit({ type: 'outbox.filled' }))
}

/** False when nothing was due that could be taken. */
const sendBatch = async (context: Context, { busy, sending }: Lanes): Promise<boolean> => {
  const { db, clock } = context
  const due = await pace.listDueRecipients(db.reader, clock.now(), LANES * MEMBERS_AT_ONCE)
  const ids = due.filter(id => !busy.has(id)).slice(0, MEMBERS_AT_ONCE)
  if (ids.length === 0) return false
  for (const id of ids) busy.add(id)
  try {
    await introduceStrangers(context, ids)
    const batch = await callAs(context, robot, call => takeBatch(call, ids))
    if (batch.rows.length > 0) await sendAndKeep(context, batch, sending)
    return batch.isMore
  } finally {
    for (const id of ids) busy.delete(id)
  }
}

const introduceStrangers = async ({ db }: Context, ids: readonly string[]): Promise<void> => {
  const strangers = await pace.strangersAmong(db.reader, ids)
  if (strangers.length > 0) await db.write(tx => pace.introduce(tx, strangers))
}

/** A process that dies in between leaves a lease; the repeat is not shown twice. */
const sendAndKeep = async (context: Context, batch: Batch, sending: Lanes['sending']): Promise<void> => {
  const outcomes = await sending(() => send(context, batch))
  for (const outcome of outcomes) {
    if (outcome.kind === 'refused')
      context.log.warn({ err: outcome.error, id: outcome.row.id }, 'a message was refused')
  }
  const ticketIds = await callAs(context, robot, call => settle(call, batch, outcomes))
  for (const ticketId of ticketIds) await showOutcome(context, ticketId)
}

/** Keyed by the second, so that no process moves the alarm clock of another one to a later hour. */
const comeBack = async (context: Context): Promise<void> => {
  const next = await pace.nextDueAt(context.db.reader)
  if (next === null) return
  const app = await pace.lookRecipient(context.db.reader, pace.WHOLE_APP)
  const earliest = Math.max(next, app?.holdUntil?.getTime() ?? 0, context.clock.now().getTime() + 1)
  const at = new Date(Math.ceil(earliest / WAKE_GRAIN_MS) * WAKE_GRAIN_MS)
  const timer = { key: `${WAKE_JOB}:${at.getTime()}`, job: WAKE_JOB, at, payload: {} }
  await callAs(context, robot, call => call.timers.set(timer)).catch(error => {
    if (!isDuplicate(error)) throw error
  })
}

const tellAdmins = async (call: Call, alarmId: string): Promise<void> => {
  const alarm = await lookAlarm(call, alarmId)
  if (!alarm || alarm.clearedAt) return
  const url = `${call.context.config.publicUrl}/console/alarms`
  const says = `系统告警：${alarm.says}`
  const admins = await listActivePeople(call, 'admin')
  await queueMessages(
    call,
    admins.flatMap(({ id: personId, wecomUserId }) => {
      if (!wecomUserId) return []
      const id = call.newId()
      const content = text({ says, link: { url: `${url}?notice=${id}`, says: '查看告警' } })
      return [{ id, to: { userId: wecomUserId, personId }, content, priority: 2 as const, line: { says, url } }]
    }),
  )
}

/** What a trouble has stopped goes on when somebody says that it is over; what is older than a day is not news. */
const goOn = async (call: Call, key: string, kind: string): Promise<void> => {
  const times = { since: new Date(call.now.getTime() - DAY), now: call.now }
  const [, errcode] = /^wecom\.(-?\d+)$/.exec(kind) ?? []
  const [, userId] = /^wecom\.memberGone:(.+)$/.exec(key) ?? []
  if (userId) await pace.markBack(call.tx, userId)
  if (errcode) await pace.hold(call.tx, pace.WHOLE_APP, call.now.getTime())
  const revived = userId
    ? await reviveOf(call.tx, userId, times)
    : errcode
      ? await revive(call.tx, Number(errcode), times)
      : 0
  if (revived > 0) call.emit({ type: 'outbox.filled' })
}

import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { reaches, type Subscriber, type TimerJob } from '../queue/subscribers'
import { keepPunches, noteFailed, notePulled, planPull, setNextPull } from './pull/actions'
import { pullPunches } from './pull/client'
import { batchesOf, problemOf, type Refused, unknownMembers } from './pull/rules'

const robot = systemActor('attendance')

export const attendanceTimerJobs: readonly TimerJob[] = [
  {
    job: 'attendance.pull',
    act: async call => {
      call.emit({ type: 'attendance.cameDue' })
      await setNextPull(call)
    },
  },
]

export const attendanceSubscribers: readonly Subscriber[] = [
  reaches('attendance.pull', ['attendance.cameDue'], async context => {
    const startedAt = context.clock.now()
    const { unknownUserIds, refused } = await pullAll(context)
    if (!refused) return callAs(context, robot, call => notePulled(call, startedAt, unknownMembers(unknownUserIds)))
    context.log.error({ errcode: refused.errcode }, 'attendance records could not be pulled')
    return callAs(context, robot, call => noteFailed(call, problemOf(refused)))
  }),
]

/** Each batch is kept as it comes, so what was refused later is not asked for in vain. */
const pullAll = async (context: Context): Promise<{ unknownUserIds: string[]; refused: Refused | null }> => {
  const { userIds, spans } = await readAs(context, robot, planPull)
  const unknown = new Set<string>()
  for (const span of spans) {
    for (const batch of batchesOf(userIds)) {
      const pulled = await pullPunches(context.outside.wecom.calls, batch, span)
      if ('refused' in pulled) return { unknownUserIds: [...unknown], refused: pulled.refused }
      for (const userId of pulled.unknownUserIds) unknown.add(userId)
      await callAs(context, robot, call => keepPunches(call, batch, { ...span, punches: pulled.punches }))
    }
  }
  return { unknownUserIds: [...unknown], refused: null }
}

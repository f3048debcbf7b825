import { HOUR } from '../../../shared/kernel/time'
import { raiseAlarm } from '../../alarms/actions'
import type { Call } from '../../call'
import { isTimerSet } from '../../queue/store'
import { listNewest } from '../actions'

const TIMER = 'templates.inspect'
const EVERY_MS = HOUR

export const setNextInspection = (call: Call): Promise<void> =>
  call.timers.set({ key: TIMER, job: TIMER, at: new Date(call.now.getTime() + EVERY_MS), payload: {} })

/** At every start: looks at once, and again each hour. */
export const ensureInspection = async (call: Call): Promise<void> => {
  await inspect(call)
  if (!(await isTimerSet(call.tx, TIMER))) await setNextInspection(call)
}

/** A template that cannot be read is offered to nobody, so the administrators must hear of it. */
export const inspect = async (call: Call): Promise<void> => {
  for (const { id, name, versionNo, template } of await listNewest(call)) {
    if (template) continue
    await raiseAlarm(call, {
      key: `template.unreadable:${id}`,
      kind: 'template.unreadable',
      says: `模板「${name}」第 ${versionNo} 版的内容已损坏，建单时不再出现：请从上一版重新发布，或从备份恢复`,
      details: { id },
    })
  }
}

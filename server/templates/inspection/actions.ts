import { HOUR } from '../../../shared/kernel/time'
import type { TemplateView } from '../../../shared/templates/api'
import { isGrave } from '../../../shared/templates/checking'
import { raiseAlarm } from '../../alarms/actions'
import type { Call } from '../../call'
import { isTimerSet } from '../../queue/store'
import { listNewest } from '../actions'
import { problemsOfNames } from '../publishing/actions'

const TIMER = 'templates.inspect'
const EVERY_MS = HOUR

export const setNextInspection = (call: Call): Promise<void> =>
  call.timers.set({ key: TIMER, job: TIMER, at: new Date(call.now.getTime() + EVERY_MS), payload: {} })

/** At every start: looks at once, and again each hour. */
export const ensureInspection = async (call: Call): Promise<void> => {
  await inspect(call)
  if (!(await isTimerSet(call.tx, TIMER))) await setNextInspection(call)
}

/** What is wrong with a template that was sound when it was published; the administrators must hear of it. */
export const inspect = async (call: Call): Promise<void> => {
  for (const { id, name, versionNo, template } of await listNewest(call)) {
    if (template) await inspectNames(call, template)
    else
      await raiseAlarm(call, {
        key: `template.unreadable:${id}`,
        kind: 'template.unreadable',
        says: `模板「${name}」第 ${versionNo} 版的内容已损坏，建单时不再出现：请从上一版重新发布，或从备份恢复`,
        details: { id },
      })
  }
}

/** Without what it names a template goes on as if it named nothing. */
const inspectNames = async (call: Call, { id, name, body }: TemplateView): Promise<void> => {
  const problems = (await problemsOfNames(call, body)).filter(isGrave)
  if (problems.length === 0) return
  await raiseAlarm(call, {
    key: `template.dangling:${id}`,
    kind: 'template.dangling',
    says: `模板「${name}」用到的内容已经没有了，工单暂按没有指定处理：${problems.map(({ says }) => says).join('；')}`,
    details: { id },
  })
}

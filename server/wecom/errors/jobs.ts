import { systemActor } from '../../../shared/kernel/roles'
import { raiseAlarm } from '../../alarms/actions'
import { callAs } from '../../call'
import type { Context } from '../../context'
import { alarmOf, type WecomError } from './rules'

/** Tells the administrators what only they can put right. A refusal that nobody can help is left to its caller. */
export const hearRefusal = async (context: Context, refused: WecomError): Promise<void> => {
  const alarm = alarmOf(refused)
  if (!alarm) return
  await callAs(context, systemActor('wecom'), call => raiseAlarm(call, alarm)).catch(err =>
    context.log.error({ err, errcode: refused.errcode }, 'an alarm could not be kept'),
  )
}

import type { Tone } from '../../shared/look'
import type { RedAlertView } from '../../shared/redAlerts'
import { timeWords } from '../../shared/words'
import { words } from './words'

type Line = { says: string; tone: Tone }

/** How an alert stands, the most pressing first. */
export const standingOf = (alert: RedAlertView, now: Date): Line[] => {
  const at = (instant: string) => timeWords(new Date(instant), now, { plainToday: true })
  const { acknowledged, handledAt, reported, reportDueAt, handleBy, callCount } = alert
  if (reported) return [{ says: words.says.reported(reported.name, at(reported.at)), tone: 'done' }]
  const isLate = (instant: string) => now > new Date(instant)
  return [
    ...(handledAt ? [{ says: words.says.handled(at(handledAt)), tone: 'moving' as const }] : []),
    ...(acknowledged
      ? [{ says: words.says.acknowledged(acknowledged.name, at(acknowledged.at)), tone: 'moving' as const }]
      : []),
    ...(handledAt || acknowledged
      ? []
      : [
          isLate(handleBy)
            ? { says: words.says.late(callCount), tone: 'overdue' as const }
            : { says: words.says.unhandled(at(handleBy)), tone: 'attention' as const },
        ]),
    ...(reportDueAt
      ? [
          isLate(reportDueAt)
            ? { says: words.says.reportLate(at(reportDueAt)), tone: 'overdue' as const }
            : { says: words.says.reportDue(at(reportDueAt)), tone: 'waiting' as const },
        ]
      : []),
  ]
}

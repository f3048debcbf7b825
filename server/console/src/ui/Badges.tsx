import { type Tone, toneOfStatus } from '../../../../shared/look'
import { type Priority, priorityNames } from '../../../../shared/priorities'
import { type Status, statusNames } from '../../../../shared/tickets/life'
import { dueWords } from '../../../../shared/words'
import { useNow } from '../lib/use-now'

/** A colour always stands beside a word, never alone. */
export const Badge = ({ tone, children }: { tone: Tone; children: string }) => (
  <span className={`pc-badge ${tone}`}>{children}</span>
)

export const StatusBadge = ({ status }: { status: Status }) => (
  <Badge tone={toneOfStatus[status]}>{statusNames[status]}</Badge>
)

const toneOfPriority: Record<Priority, Tone> = { critical: 'overdue', high: 'attention', normal: 'waiting' }

export const PriorityBadge = ({ priority }: { priority: Priority }) => (
  <Badge tone={toneOfPriority[priority]}>{priorityNames[priority]}</Badge>
)

/** How long is left of the present step; nothing while nobody is waited for. */
export const Due = ({ at }: { at: string | null }) => {
  const now = useNow()
  if (!at) return null
  const { words, tone } = dueWords(new Date(at), now)
  return <span className={`pc-due ${tone}`}>{words}</span>
}

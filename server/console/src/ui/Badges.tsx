import { type Tone, toneOfStatus } from '../../../../shared/look'
import { type Priority, priorityNames } from '../../../../shared/priorities'
import { type Status, statusNames } from '../../../../shared/tickets/life'
import type { TicketCard } from '../../../../shared/tickets/views'
import { countdownWords } from '../../../../shared/words'
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

/** How long is left of the present step, or why its clock stands still; nothing while nobody is waited for. */
export const Due = ({ ticket }: { ticket: Pick<TicketCard, 'dueAt' | 'dueSoonAt' | 'duePausedFor'> }) => {
  const countdown = countdownWords(ticket, useNow())
  return countdown && <span className={`pc-due ${countdown.tone}`}>{countdown.words}</span>
}

/** The emergency channel, before everything else. */
export const RedBadge = () => <span className="pc-badge red">红警</span>

import type { VisitView } from '../../shared/checkins'
import type { TicketView } from '../../shared/tickets/views'

export type StepProps = {
  ticket: TicketView
  onDone: (after: { ticket: TicketView; visit?: VisitView } | 'kept' | null) => void
  onClose: () => void
  reload: () => void
}

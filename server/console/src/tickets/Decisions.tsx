import { type DecisionView, dispatchApi, type dispatchModes } from '../../../../shared/dispatch'
import type { TicketView } from '../../../../shared/tickets/views'
import { timeWords } from '../../../../shared/words'
import { Candidates, Refused } from '../dispatch/Candidates'
import { useQuery } from '../lib/use-query'
import { Loaded, Nothing } from '../ui/States'
import { words } from './words'

const modeNames: Record<(typeof dispatchModes)[number], string> = { automatic: '自动派单', manual: '人工派单' }

/** Who was chosen when, among whom, and why. */
export const Decisions = ({ ticket }: { ticket: TicketView }) => {
  const query = useQuery(dispatchApi.decisions, { ticketId: ticket.id })
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing title={words.notDispatched} />
        ) : (
          items.map(decision => <Decision key={decision.id} decision={decision} />)
        )
      }
    </Loaded>
  )
}

const Decision = ({ decision }: { decision: DecisionView }) => (
  <section className="pc-decision">
    <div className="pc-second">
      {timeWords(new Date(decision.at), new Date())} · {modeNames[decision.mode]}
    </div>
    <Candidates candidates={decision.candidates} chosenId={decision.engineerId} />
    <Refused refused={decision.refused} />
  </section>
)

import { App, Button } from 'antd'
import { useState } from 'react'
import { type Candidate, dispatchApi } from '../../../../shared/dispatch'
import { ticketsApi } from '../../../../shared/tickets/api'
import type { TicketView } from '../../../../shared/tickets/views'
import { useCommand } from '../lib/use-command'
import { useOpenTicket } from '../lib/use-open-ticket'
import { useQuery } from '../lib/use-query'
import { TicketHead } from '../tickets/TicketHead'
import { Loaded, Nothing } from '../ui/States'
import { Candidates, Refused } from './Candidates'
import { words } from './words'

type AssignProps = { ticketId: string; onAssigned: () => void }

export const Assign = ({ ticketId, onAssigned }: AssignProps) => {
  const ticket = useQuery(ticketsApi.get, { id: ticketId }, { everyMs: 20_000 })
  return (
    <Loaded query={ticket} rows={8}>
      {data => (
        <>
          <Summary ticket={data} />
          {data.allowedMoves.includes('assign') ? (
            <Suggestions ticket={data} onAssigned={onAssigned} />
          ) : (
            <Nothing title={words.notNow} says={words.notNowSays} />
          )}
        </>
      )}
    </Loaded>
  )
}

const Summary = ({ ticket }: { ticket: TicketView }) => {
  const { open } = useOpenTicket()
  return (
    <>
      <TicketHead
        ticket={ticket}
        extra={
          <Button type="link" onClick={() => open(ticket.id)}>
            {words.details}
          </Button>
        }
      />
      <p className="pc-second">{[ticket.customer?.name, ticket.address].filter(Boolean).join(' · ')}</p>
      <p className="pc-assign-words">{ticket.description}</p>
    </>
  )
}

const Suggestions = ({ ticket, onAssigned }: { ticket: TicketView; onAssigned: () => void }) => {
  const ranking = useQuery(dispatchApi.suggest, { ticketId: ticket.id })
  const command = useCommand(dispatchApi.assign, words.assigned)
  const [busyId, setBusyId] = useState<string | null>(null)
  const { modal } = App.useApp()

  const send = async ({ engineerId }: Candidate): Promise<void> => {
    setBusyId(engineerId)
    const sent = await command.run({ ticketId: ticket.id, engineerId, version: ticket.version })
    setBusyId(null)
    if (sent) onAssigned()
  }
  /** A first assignment takes nothing from anybody; another one does. */
  const assign = (candidate: Candidate): void => {
    const { assignee } = ticket
    if (!assignee) return void send(candidate)
    modal.confirm({
      title: `改派给${candidate.name}？`,
      content: `${assignee.name}会收到通知，不再负责这张工单。`,
      okText: '改派',
      cancelText: '再想想',
      onOk: () => send(candidate),
    })
  }
  return (
    <Loaded query={ranking} rows={5}>
      {({ candidates, refused }) => (
        <>
          {candidates.length === 0 && <Nothing title={words.noCandidate} says={words.noCandidateSays} />}
          <Candidates candidates={candidates} chosenId={ticket.assignee?.id} busyId={busyId} assign={assign} />
          <Refused refused={refused} />
        </>
      )}
    </Loaded>
  )
}

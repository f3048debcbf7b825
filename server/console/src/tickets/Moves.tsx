import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { dispatchApi } from '../../../../shared/dispatch'
import { ticketsApi } from '../../../../shared/tickets/api'
import { type Move, transitionOf } from '../../../../shared/tickets/life'
import type { TicketView } from '../../../../shared/tickets/views'
import { consequences } from '../../../../shared/tickets/words'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useCommand } from '../lib/use-command'
import { AskText } from '../ui/AskText'
import { buttonFor, nameOf, words } from './words'

/** The moves of the desk; those of the engineer on the way belong to the phone. */
const endpoints = {
  submit: ticketsApi.submit,
  confirm: ticketsApi.confirm,
  close: ticketsApi.close,
  reopen: ticketsApi.reopen,
  cancel: ticketsApi.cancel,
} as const
type DeskMove = keyof typeof endpoints
const deskMoves = Object.keys(endpoints) as DeskMove[]
/** Nothing is said of a move that loses nothing. */
const saysOf: Partial<Record<Move, string>> = consequences

/** What this person may do now: the next step as the main button, what loses something last and asked for. */
export const Moves = ({ ticket }: { ticket: TicketView }) => {
  const mine = deskMoves.filter(move => ticket.allowedMoves.includes(move))
  const main = mine.find(move => move !== 'cancel' && move !== 'reopen')
  return (
    <Space wrap>
      {mine
        .filter(move => move !== main)
        .reverse()
        .map(move => (
          <MoveButton key={move} move={move} ticket={ticket} />
        ))}
      <Assign ticket={ticket} isMain={!main} />
      {main && <MoveButton move={main} ticket={ticket} isMain />}
    </Space>
  )
}

type MoveButtonProps = { move: DeskMove; ticket: TicketView; isMain?: boolean }

const MoveButton = ({ move, ticket, isMain = false }: MoveButtonProps) => {
  const [isAsking, setIsAsking] = useState(false)
  const { modal } = App.useApp()
  const name = nameOf(move, ticket.status)
  const button = buttonFor(move, ticket.status)
  const command = useCommand(endpoints[move] as typeof ticketsApi.cancel, `已${name}`)
  const { id, version } = ticket
  const go = (reason = '') => command.run({ id, version, reason })
  const ask = (): void => {
    const content = saysOf[move]
    if (transitionOf(move).needsReason) setIsAsking(true)
    else if (content)
      modal.confirm({
        title: `${name}这张工单？`,
        content,
        okText: button,
        cancelText: words.keepOpen,
        onOk: () => go(),
      })
    else go()
  }
  return (
    <>
      <Button type={isMain ? 'primary' : 'default'} danger={move === 'cancel'} loading={command.busy} onClick={ask}>
        {button}
      </Button>
      <AskText
        open={isAsking}
        title={`${name}这张工单？`}
        says={saysOf[move]}
        label={words.reason}
        hint={words.reasonHint}
        act={button}
        keep={words.keepOpen}
        isDanger={move === 'cancel'}
        busy={command.busy}
        onSend={go}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}

/** Whom to send is chosen at the dispatch page, with the suggestions at hand. */
const Assign = ({ ticket, isMain }: { ticket: TicketView; isMain: boolean }) => {
  const navigate = useNavigate()
  const roles = useSession()?.person.roles ?? []
  if (!ticket.allowedMoves.includes('assign') || !mayCall(roles, dispatchApi.assign)) return null
  return (
    <Button
      type={isMain ? 'primary' : 'default'}
      onClick={() => navigate(`/dispatch?for=${encodeURIComponent(ticket.id)}`)}
    >
      {nameOf('assign', ticket.status)}
    </Button>
  )
}

import { useState } from 'react'
import type { TicketView } from '../../shared/tickets/views'
import { useCommand } from '../lib/useCommand'
import { type DirectMove, directMoves } from './moves'

type Moved = { ticket: TicketView; onChange: (ticket: TicketView) => void; reload: () => void }

/** One ticket's direct moves; a refusal reloads the ticket, because somebody else was faster. */
export const useMove = ({ ticket, onChange, reload }: Moved) => {
  const [going, setGoing] = useState<DirectMove | null>(null)
  const options = { onRefused: reload }
  const commands = {
    submit: useCommand(directMoves.submit, options),
    accept: useCommand(directMoves.accept, options),
    depart: useCommand(directMoves.depart, options),
    confirm: useCommand(directMoves.confirm, options),
    close: useCommand(directMoves.close, options),
    decline: useCommand(directMoves.decline, options),
    cancel: useCommand(directMoves.cancel, options),
    reopen: useCommand(directMoves.reopen, options),
  }

  /** Resolves to false when it was refused; the reason has been shown. */
  const make = async (move: DirectMove, reason: string): Promise<boolean> => {
    setGoing(move)
    const after = await commands[move].run({ id: ticket.id, version: ticket.version, reason })
    setGoing(null)
    if (after) onChange(after)
    return after !== null
  }
  return { make, going }
}

import { Button } from 'antd'
import { useState } from 'react'
import { redAlertsApi } from '../../../../shared/redAlerts'
import { openStatuses } from '../../../../shared/tickets/life'
import type { TicketView } from '../../../../shared/tickets/views'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useCommand } from '../lib/use-command'
import { AskText } from '../ui/AskText'
import { words } from './words'

/** Puts an open ticket on the emergency channel, with what that sets off in the sentence. */
export const Raise = ({ ticket }: { ticket: TicketView }) => {
  const roles = useSession()?.person.roles ?? []
  const raise = useCommand(redAlertsApi.raise, words.raisedNow)
  const [isAsking, setIsAsking] = useState(false)
  if (ticket.isRed || !openStatuses.includes(ticket.status) || !mayCall(roles, redAlertsApi.raise)) return null
  return (
    <>
      <Button danger onClick={() => setIsAsking(true)}>
        {words.raise}
      </Button>
      <AskText
        open={isAsking}
        title={words.raiseAsk}
        says={words.raiseSays}
        label={words.columns.reason}
        hint={words.raiseHint}
        act={words.raise}
        keep={words.close}
        isDanger
        busy={raise.busy}
        onSend={reason => raise.run({ ticketId: ticket.id, reason })}
        onClose={() => setIsAsking(false)}
      />
    </>
  )
}

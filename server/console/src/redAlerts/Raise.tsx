import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { redAlertsApi } from '../../../../shared/redAlerts'
import { openStatuses } from '../../../../shared/tickets/life'
import type { TicketView } from '../../../../shared/tickets/views'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useCommand } from '../lib/use-command'
import { words } from './words'

/** Puts an open ticket on the emergency channel, with what that sets off in the sentence. */
export const Raise = ({ ticket }: { ticket: TicketView }) => {
  const roles = useSession()?.person.roles ?? []
  const raise = useCommand(redAlertsApi.raise, words.raisedNow)
  const [reason, setReason] = useState<string | null>(null)
  if (ticket.isRed || !openStatuses.includes(ticket.status) || !mayCall(roles, redAlertsApi.raise)) return null
  const run = async () => {
    if (await raise.run({ ticketId: ticket.id, reason: (reason ?? '').trim() })) setReason(null)
  }
  return (
    <>
      <Button danger onClick={() => setReason('')}>
        {words.raise}
      </Button>
      <Modal
        open={reason !== null}
        title={words.raiseAsk}
        okText={words.raise}
        cancelText={words.close}
        okButtonProps={{ danger: true, disabled: !reason?.trim(), loading: raise.busy }}
        onOk={run}
        onCancel={() => setReason(null)}
      >
        <p className="pc-weak">{words.raiseSays}</p>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={200}
          aria-label={words.columns.reason}
          placeholder={words.raiseHint}
          value={reason ?? ''}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  )
}

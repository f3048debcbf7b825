import { Text, View } from '@tarojs/components'
import { nudgeableFrom, nudgesApi } from '../../shared/nudges'
import { redAlertsApi } from '../../shared/redAlerts'
import { openStatuses } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import { shareProgress } from '../lib/share'
import { say, useCommand } from '../lib/useCommand'
import { nowHolds } from '../lib/usePerson'
import { RaiseFor } from '../redAlerts/RaiseFor'
import { StatusBadge } from '../ui/Badge'
import { Button } from '../ui/Button'
import { Card } from '../ui/Card'
import { TicketClock, TicketMarks } from '../ui/TicketMarks'
import { words } from './words'

type Props = { ticket: TicketView; reload: () => void }

/** What it is, how it stands, and what helps it on beside its own next step. */
export const Head = ({ ticket, reload }: Props) => (
  <Card>
    <View className="pd-row">
      <Text className="pd-ticket-number">{ticket.number}</Text>
      <TicketMarks {...ticket} />
      <View className="pd-grow" />
      <StatusBadge status={ticket.status} />
    </View>
    <View id="title" className="pd-ticket-title">
      {ticket.title}
    </View>
    <TicketClock {...ticket} />
    {ticket.description ? <View className="pd-second">{ticket.description}</View> : null}
    <Helps ticket={ticket} reload={reload} />
  </Card>
)

const Helps = ({ ticket, reload }: Props) => {
  const { id, number, title, trackToken } = ticket
  const isOpen = openStatuses.includes(ticket.status)
  const mayRaise =
    isOpen && !ticket.isRed && redAlertsApi.raise.allow !== 'anyone' && nowHolds(...redAlertsApi.raise.allow)
  if (!trackToken && !mayRaise) return null
  return (
    <View className="pd-helps">
      {trackToken ? (
        <Button id="send-card" kind="second" small icon="send" onTap={() => shareProgress({ ...ticket, trackToken })}>
          {words.sendCard}
        </Button>
      ) : null}
      <Nudge ticket={ticket} reload={reload} />
      {mayRaise && <RaiseFor subject={{ kind: 'ticket', id, name: `${number} ${title}` }} onRaised={reload} />}
    </View>
  )
}

/** A colleague asks in the customer's name; the same rule, so a refusal says how long to wait. */
const Nudge = ({ ticket, reload }: Props) => {
  const nudge = useCommand(nudgesApi.nudge)
  const { allow } = nudgesApi.nudge
  const counts = nudgeableFrom({ status: ticket.status, nudgedAt: null }, new Date()) !== null
  if (!counts || allow === 'anyone' || !nowHolds(...allow)) return null
  return (
    <Button
      id="nudge"
      kind="plain"
      small
      busy={nudge.busy}
      onTap={async () => {
        if (!(await nudge.run({ ticketId: ticket.id }))) return
        say(words.nudged)
        reload()
      }}
    >
      {words.nudge}
    </Button>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { customersApi } from '../../shared/customers'
import type { TicketView } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { shareProgress } from '../lib/share'
import { type Query, useQuery } from '../lib/useQuery'
import { RaiseFor } from '../redAlerts/RaiseFor'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { Page } from '../ui/Page'
import { EmptyState, Loaded, Skeleton } from '../ui/States'
import { CustomerCard } from './CustomerCard'
import { CustomerPicker } from './CustomerPicker'
import { Devices } from './Devices'
import { Presets } from './Presets'
import { Register } from './Register'
import { Tickets } from './Tickets'
import { useChatCustomer } from './useChatCustomer'
import { words } from './words'

/** Opened beside a chat: who this is, what they own, and one tap to a ticket. */
export default function Toolbar() {
  const { chat, query, isStranger } = useChatCustomer()
  const [picked, setPicked] = useState<string | null>(null)
  const ofPicked = useQuery(customersApi.get, picked ? { id: picked } : null)

  return (
    <Page title={words.toolbarTitle} keptAt={query.keptAt}>
      {!chat && <Skeleton />}
      {chat?.externalUserId && isStranger && <Register externalUserId={chat.externalUserId} onDone={query.reload} />}
      {chat?.externalUserId && !isStranger && <Desk query={query} />}
      {chat && !chat.externalUserId && picked && <Desk query={ofPicked} />}
      {chat && !chat.externalUserId && !picked && (
        <>
          <EmptyState icon="chat" title={words.noChat} says={words.noChatSays} />
          <CustomerPicker onPick={customer => setPicked(customer.id)} />
        </>
      )}
    </Page>
  )
}

type Profile = NonNullable<ReturnType<typeof useChatCustomer>['query']['data']>

const Desk = ({ query }: { query: Query<Profile> }) => (
  <Loaded query={query}>{profile => <Ready profile={profile} />}</Loaded>
)

const Ready = ({ profile: { customer, devices } }: { profile: Profile }) => {
  // With one device there is nothing to choose.
  const [deviceId, setDeviceId] = useState<string | null>(devices.length === 1 ? (devices[0]?.id ?? null) : null)
  const [made, setMade] = useState<TicketView | null>(null)
  const device = devices.find(one => one.id === deviceId) ?? null
  return (
    <>
      <CustomerCard customer={customer} onTap={() => go('profile', { id: customer.id })} />
      {made ? (
        <Made ticket={made} onAnother={() => setMade(null)} />
      ) : (
        <Presets customer={customer} device={device} onMade={setMade} />
      )}
      <View className="pd-row" style={{ marginBottom: '12px' }}>
        <RaiseFor
          subject={{ kind: 'customer', id: customer.id, name: customer.name, deviceId, channel: 'chat' }}
          onRaised={({ ticketId }) => go('ticket', { id: ticketId })}
        />
      </View>
      <Section title={words.deviceOf}>
        <Devices devices={devices} chosen={deviceId} onChoose={setDeviceId} />
      </Section>
      <Tickets key={made?.id ?? ''} customerId={customer.id} isOpenOnly />
    </>
  )
}

const Made = ({ ticket, onAnother }: { ticket: TicketView; onAnother: () => void }) => {
  const { trackToken } = ticket
  return (
    <Card id="made">
      <View className="pd-strong">{words.made(ticket.number)}</View>
      <View className="pd-second">{ticket.title}</View>
      <View className="pd-weak" style={{ margin: '4px 0 12px' }}>
        {words.madeSays}
      </View>
      {trackToken && (
        <View className="pd-row" style={{ marginBottom: '10px' }}>
          <Button id="send-card" icon="send" onTap={() => shareProgress({ ...ticket, trackToken })}>
            {words.sendCard}
          </Button>
        </View>
      )}
      <View className="pd-row">
        <Button id="open-made" kind="second" onTap={() => go('ticket', { id: ticket.id })}>
          {words.openTicket}
        </Button>
        <Button id="another" kind="plain" onTap={onAnother}>
          {words.another}
        </Button>
      </View>
    </Card>
  )
}

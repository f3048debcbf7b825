import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { customersApi } from '../../shared/customers'
import { go } from '../lib/go'
import { useQuery } from '../lib/useQuery'
import { Button } from '../ui/Button'
import { Section } from '../ui/Card'
import { Page } from '../ui/Page'
import { EmptyState, Loaded, Skeleton } from '../ui/States'
import { CustomerCard } from './CustomerCard'
import { CustomerPicker } from './CustomerPicker'
import { Devices } from './Devices'
import { Register } from './Register'
import { Tickets } from './Tickets'
import { useChatCustomer } from './useChatCustomer'
import { words } from './words'

/** A customer with devices and history; opened by id, or from the contact's page in WeCom. */
export default function Profile() {
  const { params } = useRouter()
  const { chat, query: ofContact, isStranger } = useChatCustomer()
  const [picked, setPicked] = useState<string | null>(null)
  const id = params.id ?? picked
  const byId = useQuery(customersApi.get, id ? { id } : null)
  const query = id ? byId : ofContact
  const contactId = id ? null : chat?.externalUserId
  const [deviceId, setDeviceId] = useState<string | null>(null)
  const customer = query.data?.customer

  // With one device there is nothing to choose.
  const likely = deviceId ?? (query.data?.devices.length === 1 ? query.data.devices[0]?.id : null) ?? null
  const create = () => customer && go('newTicket', { customerId: customer.id, deviceId: likely, channel: 'profile' })

  return (
    <Page
      title={words.profileTitle}
      keptAt={query.keptAt}
      bottom={
        customer ? (
          <Button id="create-for-customer" icon="plus" onTap={create}>
            {words.create}
          </Button>
        ) : null
      }
    >
      {!id && !chat && <Skeleton />}
      {!id && chat && !chat.externalUserId && (
        <>
          <EmptyState icon="users" title={words.noChat} says={words.noChatSays} />
          <CustomerPicker onPick={customer => setPicked(customer.id)} />
        </>
      )}
      {contactId && isStranger && <Register externalUserId={contactId} onDone={ofContact.reload} />}
      {(id || (contactId && !isStranger)) && (
        <Loaded query={query}>
          {profile => (
            <>
              <CustomerCard customer={profile.customer} />
              <Section title={words.devices}>
                <Devices devices={profile.devices} chosen={likely} onChoose={setDeviceId} />
              </Section>
              <Tickets customerId={profile.customer.id} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  )
}

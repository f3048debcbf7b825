import { View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import { ticketsApi } from '../../shared/tickets/api'
import { openStatuses } from '../../shared/tickets/life'
import { CustomerPicker } from '../customers/CustomerPicker'
import { useQuery } from '../lib/useQuery'
import { Card } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { Search } from '../ui/Search'
import { Sheet } from '../ui/Sheet'
import { EmptyState, Loaded } from '../ui/States'
import { Segmented } from '../ui/Tabs'
import type { Subject } from './RaiseSheet'
import './redAlerts.css'
import { words } from './words'

type About = 'ticket' | 'customer'
type Props = { mayMakeTicket: boolean; onChoose: (subject: Subject) => void; onClose: () => void }

/** Which ticket, or whose new one. */
export const ChooseSheet = ({ mayMakeTicket, onChoose, onClose }: Props) => {
  const [about, setAbout] = useState<About>('ticket')
  return (
    <Sheet id="choose-subject" title={words.raise} onClose={onClose}>
      {mayMakeTicket && (
        <Segmented
          id="about"
          chosen={about}
          choices={[
            { key: 'ticket', name: words.about.ticket },
            { key: 'customer', name: words.about.customer },
          ]}
          onChoose={setAbout}
        />
      )}
      <View className="pd-red-choices">
        {about === 'ticket' ? (
          <Tickets onChoose={onChoose} />
        ) : (
          <CustomerPicker onPick={({ id, name }) => onChoose({ kind: 'customer', id, name })} />
        )}
      </View>
    </Sheet>
  )
}

const Tickets = ({ onChoose }: Pick<Props, 'onChoose'>) => {
  const [text, setText] = useState('')
  const input = useMemo(
    () => ({ filter: { status: [...openStatuses], ...(text ? { text } : {}) }, sort: 'updated' as const }),
    [text],
  )
  const tickets = useQuery(ticketsApi.list, input)
  return (
    <>
      <Search id="search-ticket" hint={words.ticketHint} onSearch={setText} />
      <Loaded query={tickets}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="search" title={words.noTicket} says={words.noTicketSays} />
          ) : (
            <Card flush>
              {items.map(({ id, number, title, customerName }, index) => (
                <View
                  key={id}
                  id={`pick-${number}`}
                  className={`pd-line pd-tap ${index ? '' : 'first'}`}
                  role="button"
                  onClick={() => onChoose({ kind: 'ticket', id, name: `${number} ${title}` })}
                >
                  <View className="pd-grow">
                    <View className="pd-cut">{title}</View>
                    <View className="pd-weak pd-cut">{[number, customerName].filter(Boolean).join(' · ')}</View>
                  </View>
                  <Icon name="next" size="small" />
                </View>
              ))}
            </Card>
          )
        }
      </Loaded>
    </>
  )
}

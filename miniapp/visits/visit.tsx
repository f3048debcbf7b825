import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useMemo, useRef } from 'react'
import type { VisitView } from '../../shared/checkins'
import { markNames } from '../../shared/checkins'
import type { TicketView } from '../../shared/tickets/views'
import { runningWords, spanWords, timeWords } from '../../shared/words'
import { go } from '../lib/go'
import { host } from '../lib/host'
import { WaitingFiles } from '../lib/outbox/files'
import { useNow } from '../lib/useNow'
import { Money } from '../tickets/Money'
import { Badge } from '../ui/Badge'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { PhotoInput } from '../ui/fields/Photos'
import { Page } from '../ui/Page'
import { Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { isOpen, openPause, workedSeconds } from './clock'
import { FinishForm, type FinishFormHandle } from './FinishForm'
import { Parts } from './Parts'
import { Steps } from './Steps'
import { UnsentSteps } from './Unsent'
import { useOnSite } from './useOnSite'
import { useVisit } from './useVisit'
import { words } from './words'

/** One visit from "accept" to "finished": the button below is always the next step. */
export default function Visit() {
  const { params } = useRouter()
  const held = useVisit(params.id ?? '')
  const onSite = useOnSite(params.id ?? '')
  const form = useRef<FinishFormHandle | null>(null)
  const ticket = held.query.data
  const { visit } = held
  const [id, number] = [ticket?.id, ticket?.number]
  const own = useMemo(() => (id && number ? { id, number } : null), [id, number])

  return (
    <Page
      title={words.visitTitle}
      keptAt={held.query.keptAt}
      bottom={ticket ? <Steps ticket={ticket} visit={visit} onSite={onSite} form={form} held={held} /> : null}
    >
      <UnsentSteps ticketId={params.id ?? ''} />
      <Loaded query={held.query}>
        {found => (
          <>
            <TicketCard card={found} onTap={() => go('ticket', { id: found.id })} />
            <Reach ticket={found} />
            {visit && ['working', 'waiting'].includes(found.status) && isOpen(visit) && <Clock visit={visit} />}
            {visit && visit.marks.length > 0 && <Marks visit={visit} />}
            {found.description ? <Card>{found.description}</Card> : null}
            {found.status === 'working' && (
              <WaitingFiles.Provider value={own}>
                <Section title={words.photos}>
                  <Card>
                    <View className="pd-weak">{words.photosSays}</View>
                    <PhotoInput
                      id="photos"
                      value={onSite.photoIds}
                      onChange={value => onSite.change({ photoIds: value as string[] })}
                    />
                  </Card>
                </Section>
                <Parts used={onSite.parts} onChange={parts => onSite.change({ parts })} />
                <FinishForm ticket={found} handle={form} />
              </WaitingFiles.Provider>
            )}
            {visit && !isOpen(visit) && (
              <Card id="finished">
                <View className="pd-strong">
                  {found.status === 'awaiting_acceptance' ? words.finished : words.left}
                </View>
                <View className="pd-second">{words.workedMinutes(spanWords(visit.workedMinutes))}</View>
              </Card>
            )}
            <Money ticketId={found.id} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Getting there and getting through; the card above cuts a long address. */
const Reach = ({ ticket }: { ticket: TicketView }) => {
  const { place, address } = ticket
  const phone = ticket.contactPhone ?? ticket.customer?.phone ?? null
  const mayDial = phone !== null && !phone.includes('*')
  return (
    <View style={{ marginBottom: '12px' }}>
      {address ? <View className="pd-second">{address}</View> : null}
      <View className="pd-row pd-under">
        {place && (
          <Button
            id="navigate"
            kind="second"
            icon="place"
            onTap={() => host.navigate({ ...place, name: ticket.customerName ?? ticket.title, address: address ?? '' })}
          >
            {words.navigate}
          </Button>
        )}
        {mayDial && (
          <Button id="dial" kind="second" icon="phone" onTap={() => host.dial(phone)}>
            {words.dial}
          </Button>
        )}
      </View>
    </View>
  )
}

const Clock = ({ visit }: { visit: VisitView }) => {
  const now = useNow(1000)
  const isPaused = openPause(visit) !== null
  return (
    <Card id="clock">
      <View className="pd-clock">
        <View className="pd-clock-time">{runningWords(workedSeconds(visit, now))}</View>
        <View className="pd-row" style={{ justifyContent: 'center' }}>
          <Badge tone={isPaused ? 'waiting' : 'moving'}>{isPaused ? words.pausedFor : words.worked}</Badge>
          <View className="pd-weak">
            {words.checkedIn(timeWords(new Date(visit.checkedInAt), now, { plainToday: true }))}
          </View>
        </View>
      </View>
    </Card>
  )
}

const Marks = ({ visit }: { visit: VisitView }) => (
  <Card id="marks">
    <View className="pd-row top">
      <Badge tone="attention">{words.marks}</Badge>
      <View className="pd-grow">{visit.marks.map(mark => markNames[mark]).join('；')}</View>
    </View>
  </Card>
)

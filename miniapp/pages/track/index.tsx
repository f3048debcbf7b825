import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { toneOfStatus } from '../../../shared/look'
import { ticketsApi } from '../../../shared/tickets/api'
import type { Status } from '../../../shared/tickets/life'
import type { TrackedTicket } from '../../../shared/tickets/views'
import { windowWords } from '../../../shared/words'
import { host } from '../../lib/host'
import { comeByTrackLink, openSession } from '../../lib/session'
import { isFinal } from '../../lib/trouble'
import { useQuery } from '../../lib/useQuery'
import { Button } from '../../ui/Button'
import { Card, Section } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { EmptyState, Loaded } from '../../ui/States'
import { Timeline } from '../../ui/Timeline'
import { Accept } from './Accept'
import { Nudge } from './Nudge'
import { Remind } from './Remind'
import { VisitCode } from './VisitCode'
import './track.css'
import { words } from './words'

/** How often a waiting customer's page looks for news. */
const NEWS_MS = 15_000

/** While somebody is on the way the customer has a code to show. */
const comes: readonly Status[] = ['accepted', 'travelling', 'waiting']

/** The customer's page of one ticket: `t` is the link's token, `scene` the mini-program code's; `id` is for a customer's own list. */
export default function Track() {
  const { params } = useRouter()
  const given = params.t ?? (params.scene ? decodeURIComponent(params.scene) : null)
  const own = useQuery(ticketsApi.get, given || !params.id ? null : { id: params.id })
  const token = given ?? own.data?.trackToken ?? null

  const tracked = useQuery(ticketsApi.track, token ? { token } : null)
  // The page opens at once for everybody; who turns out to be the customer may also confirm.
  useEffect(() => {
    if (!given) return
    comeByTrackLink(given)
    openSession().then(tracked.reload, () => undefined)
  }, [given, tracked.reload])
  useEffect(() => {
    const timer = setInterval(tracked.reload, NEWS_MS)
    return () => clearInterval(timer)
  }, [tracked.reload])

  const ticket = tracked.data
  const hasNothing = !given && !params.id
  const isUnknown = isFinal(tracked.problem)
  const [isStart] = useState(() => given !== null && Taro.getCurrentPages().length < 2)
  return (
    <Page
      isStart={isStart}
      title={words.title}
      keptAt={tracked.keptAt}
      bottom={ticket?.canConfirm ? <Accept ticket={ticket} onDone={tracked.reload} /> : null}
    >
      {hasNothing && <EmptyState title={words.noLink} says={words.noLinkSays} />}
      {isUnknown && <EmptyState title={words.unknownLink} says={words.unknownLinkSays} />}
      {own.problem ? <Loaded query={own}>{() => null}</Loaded> : null}
      {!hasNothing && !isUnknown && !own.problem && (
        <Loaded query={tracked}>
          {found => <Progress ticket={found} token={token ?? ''} reload={tracked.reload} />}
        </Loaded>
      )}
    </Page>
  )
}

const Progress = ({ ticket, token, reload }: { ticket: TrackedTicket; token: string; reload: () => void }) => (
  <>
    <Card id="progress">
      <View className="pd-row">
        <View className={`pd-dot big dot-${toneOfStatus[ticket.status]}`} />
        <View id="says" className="pd-grow pd-track-says">
          {ticket.says}
        </View>
      </View>
      <View className="pd-second">{ticket.title}</View>
      <View className="pd-weak">{`${words.number} ${ticket.number}`}</View>
      <Nudge ticket={ticket} token={token} reload={reload} />
    </Card>
    <Remind key={ticket.status} ticket={ticket} />
    <Coming ticket={ticket} />
    {ticket.engineer && comes.includes(ticket.status) && <VisitCode token={token} />}
    <Section title={words.timeline}>
      <Card>
        <Timeline entries={ticket.timeline.map((item, index) => ({ key: `${index}`, ...item }))} />
      </Card>
    </Section>
  </>
)

const Coming = ({ ticket }: { ticket: TrackedTicket }) => {
  const { engineer, appointmentFrom, appointmentTo } = ticket
  const [now] = useState(() => new Date())
  if (!engineer && !appointmentFrom) return null
  return (
    <Card flush>
      {engineer && (
        <View className="pd-line first">
          <View className="pd-face">{engineer.name.slice(0, 1)}</View>
          <View className="pd-grow">
            <View className="pd-strong">{engineer.name}</View>
            <View className="pd-weak">{words.engineer}</View>
          </View>
          {engineer.phone && !engineer.phone.includes('*') && (
            <Button id="dial" kind="second" small icon="phone" onTap={() => host.dial(engineer.phone ?? '')}>
              {words.dial}
            </Button>
          )}
        </View>
      )}
      {appointmentFrom && (
        <View className={`pd-line ${engineer ? '' : 'first'}`}>
          <Text className="pd-line-name">{words.comes}</Text>
          <View className="pd-line-value">
            {windowWords(new Date(appointmentFrom), appointmentTo ? new Date(appointmentTo) : null, now)}
          </View>
        </View>
      )}
    </Card>
  )
}

import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { ticketsApi } from '../../shared/tickets/api'
import { type Status, statuses } from '../../shared/tickets/life'
import type { TicketView } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { redFirst } from '../lib/redFirst'
import { useWide } from '../lib/screen'
import { usePages } from '../lib/usePages'
import { Columns } from '../ui/Columns'
import { More } from '../ui/More'
import { Page } from '../ui/Page'
import { Search } from '../ui/Search'
import { EmptyState, Loaded } from '../ui/States'
import { Tabs } from '../ui/Tabs'
import { TicketCard } from '../ui/TicketCard'
import { Actions } from './Actions'
import { type Group, groupOf, groups, statusesOf } from './groups'
import { TicketDetail, useTicket } from './TicketDetail'
import { words } from './words'

export default function List() {
  const { params } = useRouter()
  const isWide = useWide()
  const [group, setGroup] = useState<Group>(() => groupOf(params.status))
  const [isMine, setIsMine] = useState(params.mine === '1')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const exact = statuses.find(status => status === params.status)
  const [onlyStatus, setOnlyStatus] = useState<Status | undefined>(exact)

  const input = useMemo(
    () => ({
      filter: {
        ...statusesOf(group, onlyStatus),
        ...(isMine ? { isMine } : {}),
        ...(text ? { text } : {}),
        ...(params.customerId ? { customerId: params.customerId } : {}),
      },
      sort: isDone(group) && params.sort !== 'urgent' ? ('updated' as const) : ('urgent' as const),
    }),
    [group, onlyStatus, isMine, text, params.customerId, params.sort],
  )
  const tickets = usePages(ticketsApi.list, input)

  const list = (
    <>
      <Search id="search" hint={words.searchHint} onSearch={setText} />
      <Tabs
        id="group"
        choices={groups}
        chosen={group}
        onChoose={key => {
          setGroup(key)
          setOnlyStatus(undefined)
        }}
      />
      <View className="pd-row" style={{ marginBottom: '12px' }}>
        <View
          id="mine"
          className={`pd-chip on-page ${isMine ? 'on' : ''}`}
          role="button"
          aria-pressed={isMine}
          onClick={() => setIsMine(!isMine)}
        >
          {words.mine}
        </View>
      </View>
      <Loaded query={tickets}>
        {() =>
          tickets.items.length === 0 ? (
            <EmptyState icon="search" title={words.noneFound} says={words.noneFoundSays} />
          ) : (
            <>
              {(isDone(group) ? tickets.items : redFirst(tickets.items)).map(card => (
                <TicketCard
                  key={card.id}
                  card={card}
                  chosen={isWide && card.id === chosen}
                  onTap={() => (isWide ? setChosen(card.id) : go('ticket', { id: card.id }))}
                />
              ))}
              {tickets.hasMore ? <More of={tickets} /> : <View className="pd-more">{words.noMore}</View>}
            </>
          )
        }
      </Loaded>
    </>
  )

  return (
    <Page title={words.listTitle} split={isWide} keptAt={tickets.keptAt}>
      {isWide ? (
        <Columns
          list={list}
          detail={
            chosen ? <Beside key={chosen} id={chosen} /> : <EmptyState title={words.pickOne} says={words.pickOneSays} />
          }
        />
      ) : (
        list
      )}
    </Page>
  )
}

/** Nothing presses there: what happened last comes first. */
const isDone = (group: Group): boolean => group === 'done' || group === 'all'

/** The chosen ticket beside the list, with its actions at its own foot. */
const Beside = ({ id }: { id: string }) => {
  const held = useTicket(id)
  const foot = (ticket: TicketView) =>
    ticket.allowedMoves.length > 0 ? (
      <View className="pd-bottom inline">
        <View className="pd-bottom-in">
          <Actions ticket={ticket} onChange={held.change} reload={held.query.reload} />
        </View>
      </View>
    ) : null
  return <TicketDetail {...held} foot={foot} />
}

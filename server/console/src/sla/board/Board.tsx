import { Segmented, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { slaApi } from '../../../../../shared/sla/api'
import { clockNames } from '../../../../../shared/sla/policy'
import type { BoardRow } from '../../../../../shared/sla/views'
import { statusNames } from '../../../../../shared/tickets/life'
import { type DueClock, dueClocks } from '../../../../../shared/tickets/views'
import { spanWords } from '../../../../../shared/words'
import { useOpenTicket } from '../../lib/use-open-ticket'
import { usePages } from '../../lib/use-pages'
import { Due, PriorityBadge, RedBadge, StatusBadge } from '../../ui/Badges'
import { PagedList } from '../../ui/PagedList'
import { Waits } from './Waits'
import { words } from './words'

const columns: TableColumnsType<BoardRow> = [
  {
    title: words.columns.ticket,
    render: (_, { card }) => (
      <div className="pc-two">
        <span className="pc-strong">
          {card.isRed ? <RedBadge /> : <PriorityBadge priority={card.priority} />} {card.title}
        </span>
        <span className="pc-weak pc-number">{card.number}</span>
      </div>
    ),
  },
  {
    title: words.columns.due,
    width: 136,
    render: (_, { card }) => (
      <div className="pc-two">
        <Due ticket={card} />
        <span className="pc-weak pc-small">{card.dueClock && clockNames[card.dueClock]}</span>
      </div>
    ),
  },
  {
    title: words.columns.where,
    width: 104,
    render: (_, { card, waitsAt }) => (
      <div className="pc-two">
        <StatusBadge status={card.status} />
        {waitsAt !== statusNames[card.status] && <span className="pc-weak pc-small">{waitsAt}</span>}
      </div>
    ),
  },
  {
    title: words.columns.who,
    width: 88,
    render: (_, { waitsFor }) => waitsFor ?? <span className="pc-weak">{words.nobody}</span>,
  },
  {
    title: words.columns.since,
    width: 118,
    align: 'right',
    render: (_, { waitingMinutes }) => spanWords(waitingMinutes),
  },
]

const everyClock = 'all'
const clocks = [
  { value: everyClock, label: words.anyClock },
  ...dueClocks.map(value => ({ value, label: clockNames[value] })),
]

/** What is late or soon will be, with where it waits and for whom. */
export const Board = () => {
  const [clock, setClock] = useState<string>(everyClock)
  const { ticketId, open } = useOpenTicket()
  const pages = usePages(slaApi.board, clock === everyClock ? {} : { clock: clock as DueClock }, { everyMs: 20_000 })
  return (
    <div className="pc-sla-board">
      <PagedList
        pages={pages}
        columns={columns}
        idOf={({ card }) => card.id}
        none={words.none}
        noneSays={words.noneSays}
        title={
          <>
            {words.late} <span className="pc-weak pc-small">{words.lateSays}</span>
          </>
        }
        extra={
          <Segmented size="small" options={clocks} value={clock} onChange={setClock} aria-label={words.whichClock} />
        }
        minWidth={640}
        onOpen={({ card }) => open(card.id)}
        openId={ticketId}
      />
      <Waits />
    </div>
  )
}

import { Link } from 'react-router-dom'
import { toneOfStatus } from '../../../../shared/look'
import { ticketsApi } from '../../../../shared/tickets/api'
import { openStatuses, type Status, statuses, statusNames } from '../../../../shared/tickets/life'
import { countWords } from '../../../../shared/words'
import { useQuery } from '../lib/use-query'
import { Card, Page } from '../ui/Page'
import { Loaded } from '../ui/States'
import { Short } from './Short'
import { figures, words } from './words'
import './board.css'

type Counts = Record<string, number>

/** The present in figures: what is late, where everything stands, what to open first. */
export default function Board() {
  const query = useQuery(ticketsApi.counts, { isMine: false }, { everyMs: 15_000 })
  return (
    <Page title={words.title}>
      <Loaded query={query}>
        {({ counts, overdue }) => (
          <>
            <Figures counts={counts} overdue={overdue} />
            <Card title={words.stages}>
              <Stages counts={counts} />
            </Card>
          </>
        )}
      </Loaded>
      <div className="pc-halves">
        <Short title={words.urgent} sort="urgent" />
        <Short title={words.recent} sort="updated" />
      </div>
    </Page>
  )
}

const sumOf = (counts: Counts, status: readonly Status[]): number =>
  status.reduce((total, one) => total + (counts[one] ?? 0), 0)

const Figures = ({ counts, overdue }: { counts: Counts; overdue: number }) => (
  <div className="pc-figures">
    <Link to={`/tickets?status=${openStatuses.join(',')}&sort=urgent`} className={overdue > 0 ? 'overdue' : ''}>
      <span>{words.overdue}</span>
      <b className="pc-figure">{countWords(overdue)}</b>
    </Link>
    {figures.map(({ name, status }) => (
      <Link key={name} to={`/tickets?status=${status.join(',')}`}>
        <span>{name}</span>
        <b className="pc-figure">{countWords(sumOf(counts, status))}</b>
      </Link>
    ))}
  </div>
)

/** Every status with its share of the longest; the word and the figure carry it, the bar only helps. */
const Stages = ({ counts }: { counts: Counts }) => {
  const most = Math.max(1, ...statuses.map(status => counts[status] ?? 0))
  return (
    <div className="pc-stages">
      {statuses.map(status => {
        const count = counts[status] ?? 0
        return (
          <Link key={status} to={`/tickets?status=${status}`} className={count === 0 ? 'none' : ''}>
            <b className="pc-stage-count">{countWords(count)}</b>
            <span className="pc-stage-bar">
              <span
                className={`pc-stage-fill ${toneOfStatus[status]}`}
                style={{ height: `${(count / most) * 100}%` }}
              />
            </span>
            <span>{statusNames[status]}</span>
          </Link>
        )
      })}
    </div>
  )
}

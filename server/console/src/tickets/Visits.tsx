import { checkinsApi, markNames, type VisitView } from '../../../../shared/checkins'
import { clockWords, spanWords, timeWords } from '../../../../shared/words'
import { useQuery } from '../lib/use-query'
import { Badge } from '../ui/Badges'
import { Loaded, Nothing } from '../ui/States'
import { words } from './words'

/** Every visit with its proof: times, distance, marks, parts. */
export const Visits = ({ ticketId }: { ticketId: string }) => {
  const query = useQuery(checkinsApi.ofTicket, { ticketId })
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing title={words.notVisited} says={words.notVisitedSays} />
        ) : (
          items.map(visit => <Visit key={visit.id} visit={visit} />)
        )
      }
    </Loaded>
  )
}

const Visit = ({ visit }: { visit: VisitView }) => {
  const from = timeWords(new Date(visit.checkedInAt), new Date())
  const to = visit.checkedOutAt ? clockWords(new Date(visit.checkedOutAt)) : words.stillThere
  const distance = visit.distanceMetres === null ? '' : ` · 距现场 ${visit.distanceMetres} 米`
  return (
    <div className="pc-visit">
      <div className="pc-strong">
        {from} – {to}
      </div>
      <div className="pc-second">
        {words.worked} {spanWords(visit.workedMinutes)}
        {distance}
      </div>
      {visit.marks.map(mark => (
        <Badge key={mark} tone="attention">
          {markNames[mark]}
        </Badge>
      ))}
      {visit.parts.length > 0 && (
        <div className="pc-second">
          {words.parts}：{visit.parts.map(({ name, quantity }) => `${name} × ${quantity}`).join('、')}
        </div>
      )}
    </div>
  )
}

import { settlementApi } from '../../../../shared/settlement/api'
import { moneyWords } from '../../../../shared/words'
import { useQuery } from '../lib/use-query'
import { Loaded, Nothing } from '../ui/States'
import { words } from './words'

/** What was settled for the ticket, each line with its why. */
export const Money = ({ ticketId }: { ticketId: string }) => {
  const query = useQuery(settlementApi.ofTicket, { ticketId })
  return (
    <Loaded query={query}>
      {({ items, totalFen }) =>
        items.length === 0 ? (
          <Nothing title={words.notSettled} says={words.notSettledSays} />
        ) : (
          <ul className="pc-money-lines">
            {items.map(line => (
              <li key={line.id}>
                <span className="pc-strong">
                  {line.name}
                  <small className="pc-weak">{line.payeeName}</small>
                </span>
                <span className="pc-money">{moneyWords(line.amountFen)}</span>
                <span className="pc-second">{line.why}</span>
              </li>
            ))}
            <li className="total">
              <span className="pc-strong">{words.total}</span>
              <span className="pc-money">{moneyWords(totalFen)}</span>
            </li>
          </ul>
        )
      }
    </Loaded>
  )
}

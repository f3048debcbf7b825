import { MonthList } from './MonthList'
import { words } from './words'

/** What I earned, by month and ticket. */
export default function Earnings() {
  return <MonthList title={words.earningsTitle} emptySays={words.noneSays} showsPayees={false} />
}

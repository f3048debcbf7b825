import { MonthList } from './MonthList'
import { words } from './words'

/** What was settled for everybody, by month and ticket. */
export default function SettledPage() {
  return <MonthList title={words.settledTitle} emptySays={words.noneForFinance} showsPayees />
}

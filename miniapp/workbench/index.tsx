import { usePerson } from '../lib/usePerson'
import { Page } from '../ui/Page'
import { ErrorState, Skeleton } from '../ui/States'
import { CustomerHome } from './CustomerHome'
import { StaffHome } from './StaffHome'
import { words } from './words'

/** The first page of everybody: what it shows depends on who is logged in. */
export default function Workbench() {
  const { person, problem, retry } = usePerson()
  if (person?.kind === 'customer') return <CustomerHome person={person} />
  if (person) return <StaffHome person={person} />
  return (
    <Page title={words.title} isStart>
      {problem ? <ErrorState problem={problem} onRetry={retry} /> : <Skeleton rows={4} />}
    </Page>
  )
}

import { Page } from '../ui/Page'
import { EmptyState, ToWorkbench } from '../ui/States'
import { words } from './words'

/** Stands where an address leads to no page of ours. */
export default function Missing() {
  return (
    <Page title={words.missingTitle} isStart>
      <EmptyState icon="search" title={words.missing} says={words.missingSays} act={<ToWorkbench />} />
    </Page>
  )
}

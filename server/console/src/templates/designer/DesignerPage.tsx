import { useParams } from 'react-router-dom'
import { PageSkeleton, Trouble } from '../../ui/States'
import { Designer } from './Designer'
import { useOpened } from './opened'

/** One template, to look at or to edit; its code stands in the address. */
export default function DesignerPage() {
  const { code = '' } = useParams()
  const { opened, problem, reload, show } = useOpened(code)
  if (opened) {
    const { draft, versionNo } = opened
    // Another draft, another editor or another version begins anew; what I save myself does not.
    const key = `${code} ${versionNo} ${draft ? `${draft.isMine} ${draft.version}` : ''}`
    return <Designer key={key} opened={opened} onReload={reload} onDraft={show} />
  }
  return problem ? <Trouble problem={problem} onRetry={reload} /> : <PageSkeleton />
}

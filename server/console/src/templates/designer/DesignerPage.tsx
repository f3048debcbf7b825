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
    // My own draft begins anew only when it was loaded anew; what others save in theirs is shown as it comes.
    const whose = draft ? `${draft.editor?.id} ${draft.isMine ? draft.version : ''}` : ''
    const key = `${code} ${versionNo} ${whose}`
    return <Designer key={key} opened={opened} onReload={reload} onDraft={show} />
  }
  return problem ? <Trouble problem={problem} onRetry={reload} /> : <PageSkeleton />
}

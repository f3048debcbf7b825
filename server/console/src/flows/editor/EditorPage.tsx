import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router-dom'
import { flowsApi } from '../../../../../shared/flows/api'
import type { FlowDraftView, ShelvedFlow } from '../../../../../shared/flows/library'
import { useCommand } from '../../lib/use-command'
import { useQuery } from '../../lib/use-query'
import { Page } from '../../ui/Page'
import { Loaded } from '../../ui/States'
import { Picture } from '../picture/Picture'
import { Editor } from './Editor'
import { words } from './words'

/** One flow: its draft under my hands, or its newest version to look at. */
export default function EditorPage() {
  const { code = '' } = useParams()
  const library = useQuery(flowsApi.library, {})
  const draft = useQuery(
    flowsApi.draft,
    library.data?.items.some(one => one.code === code && one.draft) ? { code } : null,
  )
  const [mine, setMine] = useState<FlowDraftView | null>(null)
  return (
    <Loaded query={library}>
      {({ items }) => {
        const shelved = items.find(one => one.code === code)
        const open = mine ?? draft.data
        if (open?.isMine) return <Editor key={`${open.code}:${open.editor.id}`} draft={open} />
        return shelved ? <Look shelved={shelved} draft={open} onMine={setMine} /> : null
      }}
    </Loaded>
  )
}

type LookProps = { shelved: ShelvedFlow; draft: FlowDraftView | null; onMine: (draft: FlowDraftView) => void }

const Look = ({ shelved, draft, onMine }: LookProps) => {
  const published = useQuery(flowsApi.get, shelved.published ? { id: shelved.published.id } : null)
  const begin = useCommand(flowsApi.beginDraft)
  const start = async (isTaking: boolean) => {
    const begun = await begin.run({ code: shelved.code, isTaking })
    if (begun) onMine(begun)
  }
  const body = draft?.body ?? published.data?.body
  return (
    <Page
      title={shelved.name}
      actions={
        <>
          <Link to="/flows">{words.back}</Link>
          {!shelved.isStandard && (
            <Button type="primary" loading={begin.busy} onClick={() => start(draft !== null)}>
              {draft ? words.take : words.begin}
            </Button>
          )}
        </>
      }
    >
      {draft && <Alert type="warning" showIcon title={words.others(draft.editor.name)} />}
      {shelved.isStandard && <Alert type="info" showIcon title={words.standardSays} />}
      {body && <Picture body={body} isTall />}
    </Page>
  )
}

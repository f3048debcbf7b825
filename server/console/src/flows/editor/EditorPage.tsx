import { Alert, App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router-dom'
import { flowsApi } from '../../../../../shared/flows/api'
import type { FlowDraftView, ShelvedFlow } from '../../../../../shared/flows/library'
import { call } from '../../lib/api'
import { ApiRefusal, sentenceOf } from '../../lib/trouble'
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
  const { message } = App.useApp()
  const library = useQuery(flowsApi.library, {})
  const shelved = library.data?.items.find(one => one.code === code)
  const draft = useQuery(flowsApi.draft, shelved?.draft ? { code } : null)
  /** Opened once: what is done in it is ahead of the server. */
  const [mine, setMine] = useState<FlowDraftView | null>(null)
  const found = draft.data?.isMine ? draft.data : null
  useEffect(() => {
    if (found) setMine(before => before ?? found)
  }, [found])
  const openAnew = () =>
    call(flowsApi.draft, { code })
      .then(
        newest => setMine(newest.isMine ? newest : null),
        problem => {
          if (problem instanceof ApiRefusal) setMine(null)
          else message.error(sentenceOf(problem), 5)
        },
      )
      .finally(() => {
        library.reload()
        draft.reload()
      })
  if (mine) return <Editor key={`${mine.code}:${mine.version}`} draft={mine} onReload={openAnew} />
  return (
    <Loaded query={library} rows={10}>
      {() => {
        if (!shelved) return <Unknown />
        if (!shelved.draft) return <Look shelved={shelved} draft={null} onMine={setMine} />
        return (
          <Loaded query={draft} rows={10}>
            {open => (open.isMine ? null : <Look shelved={shelved} draft={open} onMine={setMine} />)}
          </Loaded>
        )
      }}
    </Loaded>
  )
}

const Unknown = () => (
  <Page title={words.unknown} actions={<Link to="/flows">{words.back}</Link>}>
    <p className="pc-second">{words.unknownSays}</p>
  </Page>
)

type LookProps = { shelved: ShelvedFlow; draft: FlowDraftView | null; onMine: (draft: FlowDraftView) => void }

const Look = ({ shelved, draft, onMine }: LookProps) => {
  const published = useQuery(flowsApi.get, shelved.published ? { id: shelved.published.id } : null)
  const begin = useCommand(flowsApi.beginDraft)
  const { modal } = App.useApp()
  const start = async (isTaking: boolean) => {
    const begun = await begin.run({ code: shelved.code, isTaking })
    if (begun) onMine(begun)
  }
  const askTake = (name: string): void =>
    void modal.confirm({
      title: words.takeAsk(name),
      content: words.takeSays,
      okText: words.take,
      cancelText: words.keep,
      onOk: () => start(true),
    })
  const body = draft?.body ?? published.data?.body
  return (
    <Page
      title={shelved.name}
      actions={
        <>
          <Link to="/flows">{words.back}</Link>
          {!shelved.isStandard && (
            <Button
              type="primary"
              loading={begin.busy}
              onClick={() => (draft ? askTake(draft.editor.name) : start(false))}
            >
              {draft ? words.take : words.begin}
            </Button>
          )}
        </>
      }
    >
      {draft && <Alert type="warning" showIcon title={words.others(draft.editor.name)} />}
      {shelved.isStandard && <Alert type="info" showIcon title={words.standardSays} />}
      {body ? (
        <Picture body={body} isTall />
      ) : (
        <Loaded query={published} rows={8}>
          {() => null}
        </Loaded>
      )}
    </Page>
  )
}

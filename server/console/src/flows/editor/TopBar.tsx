import { App, Button, Input } from 'antd'
import { Link, useNavigate } from 'react-router-dom'
import { flowsApi } from '../../../../../shared/flows/api'
import type { FlowDraftView } from '../../../../../shared/flows/library'
import { useCommand } from '../../lib/use-command'
import { rename, unplaceNodes } from './edits'
import type { DraftDesk } from './use-draft'
import { words } from './words'

const savingWords = ({ saving }: DraftDesk): string =>
  saving.is === 'refused' ? words.refused(saving.says) : words.saving[saving.is]

/** Its name, whether it is saved, and the way to being published. */
export const TopBar = ({ draft, desk }: { draft: FlowDraftView; desk: DraftDesk }) => {
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const publish = useCommand(flowsApi.publish, words.published)
  const discard = useCommand(flowsApi.discardDraft, words.discarded)
  const isLost = desk.saving.is === 'lost'
  const saved = async (): Promise<number | null> => {
    const version = await desk.save()
    if (version === null) message.error(words.notSaved, 5)
    return version
  }
  const doPublish = async () => {
    const version = await saved()
    if (version !== null && (await publish.run({ code: draft.code, version }))) navigate('/flows')
  }
  const doDiscard = async () => {
    await desk.save()
    if (await discard.run({ code: draft.code, version: desk.version() })) navigate('/flows')
  }
  const simulate = async () => {
    if ((await saved()) !== null) navigate(`/simulator?flow=${encodeURIComponent(draft.code)}`)
  }
  const askPublish = (): void =>
    void modal.confirm({
      title: words.publishAsk,
      content: words.publishSays,
      okText: words.publish,
      cancelText: words.keep,
      onOk: doPublish,
    })
  const askDiscard = (): void =>
    void modal.confirm({
      title: words.discardAsk,
      content: words.discardSays,
      okText: words.discard,
      okButtonProps: { danger: true },
      cancelText: words.keep,
      onOk: doDiscard,
    })
  return (
    <header className="pf-top">
      <Link to="/flows">{words.back}</Link>
      <Input
        className="pf-name"
        variant="filled"
        aria-label={words.name}
        maxLength={40}
        value={desk.document.name}
        onChange={({ target }) => desk.edit(() => rename(target.value))}
      />
      <span className="pc-weak pc-small" role="status">
        {savingWords(desk)}
      </span>
      <span className="pf-acts">
        <Button size="small" disabled={!desk.canUndo} onClick={desk.undo}>
          {words.undo}
        </Button>
        <Button size="small" disabled={!desk.canRedo} onClick={desk.redo}>
          {words.redo}
        </Button>
        <Button size="small" onClick={() => desk.edit(unplaceNodes)}>
          {words.tidy}
        </Button>
        <Button size="small" data-act="simulate-flow" disabled={isLost} onClick={simulate}>
          {words.simulate}
        </Button>
        <Button size="small" onClick={askDiscard}>
          {words.discard}
        </Button>
        <Button
          type="primary"
          data-act="publish-flow"
          disabled={isLost || desk.problems.length > 0}
          loading={publish.busy}
          onClick={askPublish}
        >
          {words.publish}
        </Button>
      </span>
    </header>
  )
}

import { Alert, App, Button } from 'antd'
import { useCallback, useSyncExternalStore } from 'react'
import { type DraftView, templatesApi } from '../../../../../shared/templates/api'
import { agoWords } from '../../../../../shared/words'
import { call } from '../../lib/api'
import { useCommand } from '../../lib/use-command'
import { useNow } from '../../lib/use-now'
import { useEvery } from '../../lib/use-query'
import { saveFile } from '../library/files'
import { words } from '../words'
import { useDesk } from './desk'
import type { Opened } from './opened'
import type { Saving } from './saving'

type OtherProps = { opened: Opened; onReload: () => void; onDraft: (draft: DraftView) => void }

const LOOK_EVERY_MS = 15_000

/** Somebody else edits this template: who, since when, and how to take over. */
export const OtherNotice = ({ opened: { code, draft }, onReload, onDraft }: OtherProps) => {
  const { modal } = App.useApp()
  const now = useNow()
  const take = useCommand(templatesApi.takeDraft)
  const isOthers = draft !== null && !draft.isMine
  const look = useCallback(() => {
    // What they save in the meantime is shown; when they have published or discarded it, the newest version.
    call(templatesApi.draft, { code }).then(
      ({ version, isMine }) => (version !== draft?.version || isMine) && onReload(),
      onReload,
    )
  }, [code, draft?.version, onReload])
  useEvery(isOthers ? LOOK_EVERY_MS : undefined, look)
  if (!isOthers) return null
  const { editor, savedAt } = draft
  const takeIt = async (): Promise<void> => {
    const mine = await take.run({ code })
    if (mine) onDraft(mine)
  }
  const ask = (): void =>
    void modal.confirm({
      title: words.others.takeAsk(editor?.name ?? words.lost.somebody),
      content: words.others.takeSays,
      okText: words.others.take,
      cancelText: words.others.keep,
      onOk: takeIt,
    })
  return (
    <Alert
      banner
      type="warning"
      title={editor ? words.others.editing(editor.name, agoWords(new Date(savedAt), now)) : words.others.unowned}
      action={
        <Button size="small" loading={take.busy} onClick={editor ? ask : takeIt}>
          {words.others.take}
        </Button>
      }
    />
  )
}

/** The draft went to somebody else under my hands. */
export const LostNotice = ({ saving, code, onReload }: { saving: Saving; code: string; onReload: () => void }) => {
  const desk = useDesk()
  const state = useSyncExternalStore(saving.subscribe, saving.get)
  if (state.is !== 'lost') return null
  /** In the form that the library imports. */
  const keep = (): void => {
    const { document } = desk.get().history
    const packed = { format: 'paidan.template', formatVersion: 1, code, ...document }
    saveFile(`${code}.json`, new Blob([JSON.stringify(packed, null, 2)], { type: 'application/json' }))
  }
  return (
    <Alert
      banner
      type="error"
      title={words.lost.title}
      description={state.says}
      action={
        <span className="td-top-end">
          <Button size="small" onClick={keep}>
            {words.lost.keep}
          </Button>
          <Button size="small" type="primary" onClick={onReload}>
            {words.lost.reload}
          </Button>
        </span>
      }
    />
  )
}

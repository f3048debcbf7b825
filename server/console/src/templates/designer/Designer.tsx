import { useEffect, useState } from 'react'
import { chinaDay } from '../../../../../shared/kernel/time'
import { type DraftView, templatesApi } from '../../../../../shared/templates/api'
import { call } from '../../lib/api'
import { useEvery } from '../../lib/use-query'
import { useSaving } from '../../lib/use-saving'
import { Dragging } from '../canvas/Dragging'
import { TrialProvider } from '../preview/trial'
import { Shelf } from '../shelf/Shelf'
import { words } from '../words'
import { Centre } from './Centre'
import { createDesk, DeskContext, useDesk, useOnDesk } from './desk'
import { LostNotice, OtherNotice } from './Notices'
import type { Opened } from './opened'
import { ProblemsOfDocument } from './problems'
import { Side } from './Side'
import { type Saving, savingOf } from './saving'
import { SharesContext, useLoadedShares } from './shares'
import { TopBar } from './TopBar'
import { useDesignerKeys } from './use-designer-keys'
import './designer.css'

type Props = { opened: Opened; onReload: () => void; onDraft: (draft: DraftView) => void }

/** Library, form, settings; everything below works upon one desk. */
export const Designer = ({ opened, onReload, onDraft }: Props) => {
  const { draft, document } = opened
  const [desk] = useState(() => createDesk(document, !draft?.isMine))
  const [saving] = useState(() => (draft?.isMine ? savingOf(draft) : null))
  useEffect(() => {
    if (!draft?.isMine && desk.get().history.document !== document) desk.load(document)
  }, [desk, draft?.isMine, document])
  const shares = useLoadedShares(opened.code, opened.versionNo !== null)
  return (
    <DeskContext.Provider value={desk}>
      <ProblemsOfDocument saving={saving}>
        {saving && <Saver saving={saving} code={opened.code} />}
        <div className="td-designer">
          <TopBar opened={opened} saving={saving} onReload={onReload} onDraft={onDraft} />
          <OtherNotice opened={opened} onReload={onReload} onDraft={onDraft} />
          {saving && <LostNotice saving={saving} code={opened.code} onReload={onReload} />}
          <SharesContext.Provider value={shares}>
            <TrialProvider today={chinaDay(new Date())}>
              <Columns />
            </TrialProvider>
          </SharesContext.Provider>
        </div>
      </ProblemsOfDocument>
    </DeskContext.Provider>
  )
}

const Columns = () => {
  const hasShelf = useOnDesk(({ centre, isReadOnly }) => centre === 'form' && !isReadOnly)
  return (
    <Dragging>
      <div className={`td-columns ${hasShelf ? '' : 'no-shelf'}`}>
        {hasShelf && <Shelf />}
        <Centre />
        <Side />
      </div>
    </Dragging>
  )
}

const ASK_EVERY_MS = 20_000

/** Sends every change to the server, and notices when somebody else takes the draft. */
const Saver = ({ saving, code }: { saving: Saving; code: string }) => {
  const desk = useDesk()
  const state = useSaving(saving)
  useDesignerKeys(saving)
  useEffect(() => {
    let saved = desk.get().history.document
    const stopListening = desk.subscribe(() => {
      const { document } = desk.get().history
      if (document === saved) return
      saved = document
      saving.changed(document)
    })
    call(templatesApi.check, { body: saved.body }).then(
      ({ problems }) => saving.found(problems),
      () => undefined,
    )
    return stopListening
  }, [desk, saving])
  useEffect(() => {
    if (state.is === 'lost') desk.freeze()
  }, [desk, state.is])
  const [askOwner] = useState(() => () => {
    call(templatesApi.draft, { code }).then(
      ({ isMine, editor }) => !isMine && saving.lose(words.lost.taken(editor?.name ?? words.lost.somebody)),
      () => undefined,
    )
  })
  useEvery(state.is === 'lost' ? undefined : ASK_EVERY_MS, askOwner)
  return null
}

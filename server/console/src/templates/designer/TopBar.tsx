import { Button, Dropdown, Input } from 'antd'
import { useSyncExternalStore } from 'react'
import { Link } from 'react-router-dom'
import { type DraftView, templatesApi } from '../../../../../shared/templates/api'
import { changeTemplate } from '../../../../../shared/templates/edits'
import { clockWords } from '../../../../../shared/words'
import { useCommand } from '../../lib/use-command'
import { ActIcon } from '../ui/KindIcon'
import { words } from '../words'
import { useDesk, useOnDesk } from './desk'
import { useMoreMenu } from './more-menu'
import type { Opened } from './opened'
import { Publish } from './Publish'
import type { Saving } from './saving'

type Props = { opened: Opened; saving: Saving | null; onReload: () => void; onDraft: (draft: DraftView) => void }

/** What it is, whether it is saved, and the one main action: publish, or begin to edit. */
export const TopBar = ({ opened, saving, onReload, onDraft }: Props) => {
  const menu = useMoreMenu(opened, saving)
  return (
    <header className="td-top">
      <Link to="/templates" className="td-back" aria-label={words.top.back} title={words.top.back}>
        <ActIcon act="back" size={20} />
      </Link>
      <Name />
      <span className="pc-weak pc-small td-version">{versionWords(opened)}</span>
      <span className="td-top-end">
        {saving && <SavingState saving={saving} />}
        <Dropdown trigger={['click']} menu={menu}>
          <Button type="text" aria-label={words.top.more} icon={<ActIcon act="more" size={18} />} />
        </Dropdown>
        {saving && <Publish opened={opened} saving={saving} onPublished={onReload} />}
        {!opened.draft && <Begin code={opened.code} onDraft={onDraft} />}
      </span>
    </header>
  )
}

const versionWords = ({ draft, versionNo }: Opened): string => {
  if (versionNo === null) return words.top.fresh
  return draft ? words.top.after(versionNo) : words.top.published(versionNo)
}

const Name = () => {
  const desk = useDesk()
  const name = useOnDesk(({ history }) => history.document.name)
  const isReadOnly = useOnDesk(state => state.isReadOnly)
  return (
    <Input
      className="td-name"
      variant="borderless"
      aria-label={words.top.name}
      placeholder={words.top.name}
      maxLength={40}
      readOnly={isReadOnly}
      value={name}
      onFocus={() => desk.select({ kind: 'template' })}
      onChange={event => desk.edit(() => changeTemplate({ name: event.target.value }, true))}
    />
  )
}

const SavingState = ({ saving }: { saving: Saving }) => {
  const state = useSyncExternalStore(saving.subscribe, saving.get)
  const more =
    state.is === 'saved' ? ` ${clockWords(new Date(state.at))}` : state.is === 'refused' ? `：${state.says}` : ''
  return (
    <span className={`td-saving ${state.is}`} role="status">
      {words.saving[state.is]}
      {more}
    </span>
  )
}

const Begin = ({ code, onDraft }: { code: string; onDraft: (draft: DraftView) => void }) => {
  const begin = useCommand(templatesApi.beginDraft)
  const start = async (): Promise<void> => {
    const draft = await begin.run({ code })
    if (draft) onDraft(draft)
  }
  return (
    <Button type="primary" loading={begin.busy} onClick={start}>
      {words.top.edit}
    </Button>
  )
}

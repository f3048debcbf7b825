import { App, Button } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { templatesApi } from '../../../../../shared/templates/api'
import { isGrave } from '../../../../../shared/templates/checking'
import { templateUseApi } from '../../../../../shared/templates/use'
import { call } from '../../lib/api'
import { sentenceOf } from '../../lib/trouble'
import { words } from '../words'
import { useDesk } from './desk'
import type { Opened } from './opened'
import { useProblems } from './problems'
import type { Saving } from './saving'

type Props = { opened: Opened; saving: Saving; onPublished: () => void }

/** Saves, checks, says what will happen, and publishes. */
export const Publish = ({ opened: { code }, saving, onPublished }: Props) => {
  const desk = useDesk()
  const { message, modal } = App.useApp()
  const { count } = useProblems()
  const [isBusy, setIsBusy] = useState(false)
  const isLost = useSyncExternalStore(saving.subscribe, () => saving.get().is === 'lost')

  const showProblems = (many: number): void => {
    desk.show({ side: 'problems' })
    message.warning(words.publish.problems(many))
  }
  const publish = async (version: number): Promise<void> => {
    try {
      const { versionNo } = await call(templatesApi.publish, { code, version })
      message.success(words.publish.done(versionNo))
      onPublished()
    } catch (problem) {
      message.error(sentenceOf(problem), 5)
    }
  }
  const prepare = async (): Promise<void> => {
    if (count > 0) return showProblems(count)
    const version = await saving.flush()
    if (version === null) return void message.error(words.publish.notSaved)
    const { name, body } = desk.get().history.document
    const { problems } = await call(templatesApi.check, { body })
    saving.found(problems)
    const grave = problems.filter(isGrave)
    if (grave.length > 0) return showProblems(grave.length)
    modal.confirm({
      title: words.publish.ask(name),
      content: await consequence(code),
      okText: words.top.publish,
      cancelText: words.publish.keep,
      onOk: () => publish(version),
    })
  }
  const start = (): void => {
    setIsBusy(true)
    prepare()
      .catch(problem => message.error(sentenceOf(problem), 5))
      .finally(() => setIsBusy(false))
  }
  return (
    <Button type="primary" loading={isBusy} disabled={isLost} onClick={start} data-act="publish">
      {words.top.publish}
    </Button>
  )
}

/** What publishing will do, in numbers. */
const consequence = async (code: string): Promise<string> => {
  const { items } = await call(templateUseApi.library, {})
  const row = items.find(one => one.code === code)
  const newest = row?.published?.versionNo ?? null
  const says = words.publish.says((newest ?? 0) + 1, row?.ticketCount ?? 0)
  if (newest === null) return says
  const { changes } = await call(templatesApi.compare, { code, from: newest, to: 'draft' })
  return `${words.publish.changes(changes.length)}${says}`
}

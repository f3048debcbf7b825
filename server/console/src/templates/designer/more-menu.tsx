import { App, type MenuProps } from 'antd'
import { useNavigate } from 'react-router-dom'
import { templatesApi } from '../../../../../shared/templates/api'
import { call } from '../../lib/api'
import { sentenceOf } from '../../lib/trouble'
import { useCommand } from '../../lib/use-command'
import { blobOf, saveFile } from '../library/files'
import { words } from '../words'
import { useDesk } from './desk'
import type { Opened } from './opened'
import type { Saving } from './saving'

/** What is done more rarely: compare, export, discard. */
export const useMoreMenu = ({ code, versionNo }: Opened, saving: Saving | null): MenuProps => {
  const { message, modal } = App.useApp()
  const desk = useDesk()
  const navigate = useNavigate()
  const discard = useCommand(templatesApi.discardDraft, words.discard.done)

  const exportAs = async (format: 'json' | 'xlsx'): Promise<void> => {
    try {
      await saving?.flush()
      const { fileName, base64 } = await call(templatesApi.export, { code, format })
      saveFile(fileName, blobOf(base64))
    } catch (problem) {
      message.error(sentenceOf(problem), 5)
    }
  }
  const discardIt = async (): Promise<void> => {
    if (!saving) return
    await saving.flush()
    if (await discard.run({ code, version: saving.version() })) navigate('/templates')
  }
  const askDiscard = (): void =>
    void modal.confirm({
      title: words.discard.ask,
      content: words.discard.says,
      okText: words.top.discard,
      okButtonProps: { danger: true },
      cancelText: words.discard.keep,
      onOk: discardIt,
    })
  const showKeys = (): void =>
    void modal.info({
      title: words.top.keys,
      icon: null,
      width: 420,
      maskClosable: true,
      content: (
        <dl className="pc-keys td-keys">
          {words.keyList.map(([key, says]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      ),
    })

  const acts: Record<string, () => void> = {
    about: () => {
      desk.show({ side: 'settings' })
      desk.select({ kind: 'template' })
    },
    compare: () => void saving?.flush().finally(() => navigate(`/templates/${code}/compare`)),
    json: () => void exportAs('json'),
    xlsx: () => void exportAs('xlsx'),
    keys: showKeys,
    discard: askDiscard,
  }
  return {
    onClick: ({ key }) => acts[key]?.(),
    items: [
      { key: 'about', label: words.top.about },
      ...(versionNo !== null && saving ? [{ key: 'compare', label: words.top.compare }] : []),
      { key: 'json', label: words.top.exportJson },
      { key: 'xlsx', label: words.top.exportXlsx },
      { key: 'keys', label: words.top.keys },
      ...(saving ? [{ type: 'divider' as const }, { key: 'discard', label: words.top.discard, danger: true }] : []),
    ],
  }
}

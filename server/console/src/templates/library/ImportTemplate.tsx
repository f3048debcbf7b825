import { App, Button, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { templatesApi } from '../../../../../shared/templates/api'
import type { ShelvedTemplate } from '../../../../../shared/templates/use'
import { useCommand } from '../../lib/use-command'
import { Line } from '../settings/parts'
import { base64Of } from './files'
import { words } from './words'

const NEW = ''
const MOST_BYTES = 2 * 1024 * 1024

/** A file becomes a draft, of a new template or of one there is. */
export const ImportTemplate = ({
  templates,
  onClose,
}: {
  templates: readonly ShelvedTemplate[]
  onClose: () => void
}) => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const importing = useCommand(templatesApi.import)
  const chooser = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [code, setCode] = useState(NEW)
  const choose = (chosen: File | undefined): void => {
    if (chosen && chosen.size > MOST_BYTES) message.error(words.tooLarge)
    else setFile(chosen ?? null)
  }
  const start = async (): Promise<void> => {
    if (!file) return
    const format = /\.xlsx$/i.test(file.name) ? 'xlsx' : 'json'
    const draft = await importing.run({ format, base64: await base64Of(file), ...(code ? { code } : {}) })
    if (draft) navigate(draft.code)
  }
  const into = [
    { value: NEW, label: words.importNew },
    ...templates.map(({ code: value, name }) => ({ value, label: words.importInto(name) })),
  ]
  return (
    <Modal
      open
      title={words.importTitle}
      width={440}
      okText={words.startImport}
      okButtonProps={{ disabled: !file }}
      confirmLoading={importing.busy}
      cancelText={words.cancel}
      onOk={start}
      onCancel={onClose}
    >
      <div className="td-dialog">
        <p className="pc-second">{words.importSays}</p>
        <input
          ref={chooser}
          type="file"
          accept=".json,.xlsx"
          hidden
          onChange={event => choose(event.target.files?.[0])}
        />
        <span className="td-entry-line">
          <Button onClick={() => chooser.current?.click()}>{words.chooseFile}</Button>
          <span className="pc-cut pc-second">{file?.name}</span>
        </span>
        <Line name={words.importTo}>
          <Select value={code} options={into} onChange={setCode} />
        </Line>
      </div>
    </Modal>
  )
}

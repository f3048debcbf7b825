import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { templatesApi } from '../../../../../shared/templates/api'
import type { ShelvedTemplate } from '../../../../../shared/templates/use'
import { useCommand } from '../../lib/use-command'
import { Line } from '../settings/parts'
import { words } from './words'

const BLANK = ''

/** A name, and an empty form or a copy to begin from. */
export const NewTemplate = ({ templates, onClose }: { templates: readonly ShelvedTemplate[]; onClose: () => void }) => {
  const navigate = useNavigate()
  const begin = useCommand(templatesApi.beginDraft)
  const [name, setName] = useState('')
  const [copyOf, setCopyOf] = useState(BLANK)
  const isNamed = name.trim() !== ''
  const start = async (): Promise<void> => {
    if (!isNamed) return
    const draft = await begin.run({ name: name.trim(), ...(copyOf ? { copyOf } : {}) })
    if (draft) navigate(draft.code)
  }
  const from = [
    { value: BLANK, label: words.blank },
    ...templates.filter(({ published }) => published).map(({ code, name: label }) => ({ value: code, label })),
  ]
  return (
    <Modal
      open
      title={words.newTitle}
      width={440}
      okText={words.begin}
      okButtonProps={{ disabled: !isNamed }}
      confirmLoading={begin.busy}
      cancelText={words.cancel}
      onOk={start}
      onCancel={onClose}
    >
      <div className="td-dialog">
        <Line name={words.newName}>
          <Input
            autoFocus
            maxLength={40}
            placeholder={words.newNameHint}
            value={name}
            onChange={event => setName(event.target.value)}
            onPressEnter={start}
          />
        </Line>
        <Line name={words.from}>
          <Select value={copyOf} options={from} onChange={setCopyOf} />
        </Line>
      </div>
    </Modal>
  )
}

import { type GetRef, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useAskToClose } from './use-ask-to-close'

type Props = {
  open: boolean
  title: string
  /** What it will do. */
  says: string | undefined
  label: string
  hint: string
  act: string
  keep: string
  isDanger: boolean
  busy: boolean
  /** Null when it was refused: then the question stays, with what was typed. */
  onSend: (text: string) => Promise<unknown>
  onClose: () => void
}

/** A step that needs a few words. It stays mounted, so that the focus goes back to its button. */
export const AskText = (props: Props) => {
  const { open, title, says, label, hint, act, keep, isDanger, busy, onSend, onClose } = props
  const [text, setText] = useState('')
  const input = useRef<GetRef<typeof Input.TextArea>>(null)
  const close = (): void => {
    setText('')
    onClose()
  }
  const askToClose = useAskToClose({ text: '' }, { text: text.trim() }, close)
  return (
    <Modal
      open={open}
      title={title}
      okText={act}
      cancelText={keep}
      okButtonProps={{ danger: isDanger, disabled: text.trim() === '', loading: busy }}
      onOk={async () => {
        if (await onSend(text.trim())) close()
      }}
      onCancel={askToClose}
      afterOpenChange={isOpen => isOpen && input.current?.focus()}
    >
      {says && <p className="pc-ask">{says}</p>}
      <Input.TextArea
        ref={input}
        value={text}
        placeholder={hint}
        aria-label={label}
        maxLength={200}
        autoSize={{ minRows: 2 }}
        onChange={({ target }) => setText(target.value)}
      />
    </Modal>
  )
}

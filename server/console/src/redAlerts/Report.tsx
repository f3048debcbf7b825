import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { type RedAlertView, type RedReport, redAlertsApi } from '../../../../shared/redAlerts'
import { useCommand } from '../lib/use-command'
import { useAskToClose } from '../ui/use-ask-to-close'
import { words } from './words'

const fields = Object.entries(words.fields) as [keyof RedReport, string][]
const nothingYet: RedReport = { happened: '', cause: '', prevention: '' }

/** The report that is owed afterwards: to write, or to read once it is in. */
export const Report = ({ alert }: { alert: RedAlertView }) => {
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState(nothingYet)
  const body = alert.reported?.body ?? typed
  const send = useCommand(redAlertsApi.report, words.sent)
  const isWhole = fields.every(([name]) => body[name].trim() !== '')
  const close = (): void => {
    setTyped(nothingYet)
    setIsOpen(false)
  }
  const askToClose = useAskToClose(alert.reported?.body ?? nothingYet, body, close)
  const run = async () => {
    if (await send.run({ ticketId: alert.ticketId, body })) close()
  }
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {alert.reported ? words.read : words.write}
      </Button>
      <Modal
        open={isOpen}
        title={`${words.reportTitle} · ${alert.number}`}
        okText={words.send}
        cancelText={words.close}
        okButtonProps={{ disabled: !isWhole || alert.reported !== null, loading: send.busy }}
        onOk={run}
        onCancel={askToClose}
      >
        {fields.map(([name, label]) => (
          <div key={name} className="pc-two">
            <span className="pc-second">{label}</span>
            <Input.TextArea
              aria-label={label}
              rows={3}
              maxLength={1000}
              readOnly={alert.reported !== null}
              value={body[name]}
              onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
            />
          </div>
        ))}
      </Modal>
    </>
  )
}

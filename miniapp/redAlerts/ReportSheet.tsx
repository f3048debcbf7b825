import { useState } from 'react'
import { type RedReport, redAlertsApi } from '../../shared/redAlerts'
import { say, useCommand } from '../lib/useCommand'
import { FormField } from '../ui/FormField'
import { Confirm } from '../ui/Sheet'
import { words } from './words'

const questions = [
  { key: 'happened', label: words.happened, hint: words.happenedHint },
  { key: 'cause', label: words.cause, hint: words.causeHint },
  { key: 'prevention', label: words.prevention, hint: words.preventionHint },
] as const

const empty: RedReport = { happened: '', cause: '', prevention: '' }

type Props = { ticketId: string; onDone: () => void; onClose: () => void }

/** What happened, why, and what keeps it from happening again. */
export const ReportSheet = ({ ticketId, onDone, onClose }: Props) => {
  const [body, setBody] = useState(empty)
  const report = useCommand(redAlertsApi.report)
  const send = async () => {
    if (!(await report.run({ ticketId, body }))) return
    say(words.submitted)
    onDone()
  }
  return (
    <Confirm
      id="report"
      title={words.reportTitle}
      says={words.reportSays}
      act={words.submit}
      busy={report.busy}
      off={questions.some(({ key }) => body[key].trim() === '')}
      onConfirm={send}
      onClose={onClose}
    >
      {questions.map(({ key, label, hint }, index) => (
        <FormField
          key={key}
          id={`report-${key}`}
          first={index === 0}
          field={{ kind: 'longText', label, hint, required: true, max: 1000 }}
          value={body[key]}
          context={{ devices: [] }}
          onChange={value => setBody(held => ({ ...held, [key]: String(value ?? '') }))}
        />
      ))}
    </Confirm>
  )
}

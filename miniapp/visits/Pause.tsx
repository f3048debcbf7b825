import { useState } from 'react'
import { type WaitReason, waitReasonNames, waitReasons } from '../../shared/tickets/life'
import { useStep } from '../lib/outbox/useStep'
import { FormField } from '../ui/FormField'
import { Chips } from '../ui/fields/Options'
import { Confirm } from '../ui/Sheet'
import type { StepProps } from './types'
import { words } from './words'

export const Pause = ({ ticket, onDone, onClose, reload }: StepProps) => {
  const [reason, setReason] = useState<WaitReason | null>(null)
  const [note, setNote] = useState('')
  const pause = useStep('pause', ticket, { onRefused: reload })

  const stop = async () => {
    if (!reason) return
    const said = note.trim()
    onDone(await pause.run({ ticketId: ticket.id, version: ticket.version, reason, ...(said ? { note: said } : {}) }))
  }

  return (
    <Confirm
      id="pause"
      title={words.pauseTitle}
      says={words.pauseSays}
      act={words.pause}
      busy={pause.busy}
      off={!reason}
      onConfirm={stop}
      onClose={onClose}
    >
      <Chips
        id="pause-reason"
        options={waitReasons.map(value => ({ value, name: waitReasonNames[value] }))}
        chosen={reason ? [reason] : []}
        onTap={value => setReason(waitReasons.find(one => one === value) ?? null)}
      />
      <FormField
        id="pause-note"
        first
        field={{ kind: 'text', label: words.note }}
        value={note}
        context={{ devices: [] }}
        onChange={value => setNote(String(value ?? ''))}
      />
    </Confirm>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { type RedAlertView, redAlertsApi } from '../../shared/redAlerts'
import type { Channel } from '../../shared/tickets/views'
import { say, useCommand } from '../lib/useCommand'
import { FormField } from '../ui/FormField'
import { Confirm } from '../ui/Sheet'
import './redAlerts.css'
import { words } from './words'

/** What it is about: a ticket there is, or a customer who gets one with it. */
export type Subject =
  | { kind: 'ticket'; id: string; name: string }
  | { kind: 'customer'; id: string; name: string; deviceId?: string | null; channel?: Channel }

type Props = {
  subject: Subject
  onRaised: (alert: RedAlertView) => void
  onClose: () => void
  /** Back to choosing. */
  onAnother?: () => void
}

/** One reason, typed or tapped, and it is raised. */
export const RaiseSheet = ({ subject, onRaised, onClose, onAnother }: Props) => {
  const [reason, setReason] = useState('')
  const raise = useCommand(redAlertsApi.raise)
  const raiseNew = useCommand(redAlertsApi.raiseNew)
  const said = reason.trim()

  const send = async () => {
    const alert =
      subject.kind === 'ticket'
        ? await raise.run({ ticketId: subject.id, reason: said })
        : await raiseNew.run({
            customerId: subject.id,
            reason: said,
            deviceId: subject.deviceId ?? null,
            channel: subject.channel ?? 'workbench',
          })
    if (!alert) return
    say(alert.status === 'draft' ? words.raisedDraft(alert.number) : words.raised(alert.number))
    onRaised(alert)
  }

  return (
    <Confirm
      id="raise"
      title={words.name}
      says={words.raiseSays}
      act={words.raise}
      danger
      busy={raise.busy || raiseNew.busy}
      off={said === ''}
      onConfirm={send}
      onClose={onClose}
    >
      <View className="pd-row">
        <View className="pd-grow pd-strong pd-cut">{subject.name}</View>
        {onAnother && (
          <View id="raise-another" className="pd-link" role="button" onClick={onAnother}>
            {words.another}
          </View>
        )}
      </View>
      <View className="pd-red-quick">
        {words.quick.map((quick, index) => (
          <View
            key={quick}
            id={`raise-quick-${index + 1}`}
            className={`pd-chip ${said === quick ? 'on' : ''}`}
            role="button"
            aria-pressed={said === quick}
            onClick={() => setReason(quick)}
          >
            <Text>{quick}</Text>
          </View>
        ))}
      </View>
      <FormField
        id="raise-reason"
        first
        field={{ kind: 'longText', label: words.reason, hint: words.reasonHint, required: true, max: 200 }}
        value={reason}
        context={{ devices: [] }}
        onChange={value => setReason(String(value ?? ''))}
      />
    </Confirm>
  )
}

import { useState } from 'react'
import { type RedAlertView, redAlertsApi } from '../../shared/redAlerts'
import { nowHolds } from '../lib/usePerson'
import { Button } from '../ui/Button'
import { RaiseSheet, type Subject } from './RaiseSheet'
import { words } from './words'

/** The emergency button beside what it is about. */
export const RaiseFor = ({ subject, onRaised }: { subject: Subject; onRaised: (alert: RedAlertView) => void }) => {
  const [isOpen, setIsOpen] = useState(false)
  const { allow } = subject.kind === 'ticket' ? redAlertsApi.raise : redAlertsApi.raiseNew
  if (allow === 'anyone' || !nowHolds(...allow)) return null
  return (
    <>
      <Button id="red-alert" kind="alert" small icon="warn" onTap={() => setIsOpen(true)}>
        {words.name}
      </Button>
      {isOpen && (
        <RaiseSheet
          subject={subject}
          onClose={() => setIsOpen(false)}
          onRaised={alert => {
            setIsOpen(false)
            onRaised(alert)
          }}
        />
      )}
    </>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { redAlertsApi } from '../../shared/redAlerts'
import { go } from '../lib/go'
import { nowHolds } from '../lib/usePerson'
import { Icon } from '../ui/Icon'
import { ChooseSheet } from './ChooseSheet'
import { RaiseSheet, type Subject } from './RaiseSheet'
import './redAlerts.css'
import { words } from './words'

const may = (endpoint: 'raise' | 'raiseNew'): boolean => {
  const { allow } = redAlertsApi[endpoint]
  return allow !== 'anyone' && nowHolds(...allow)
}

/** The emergency button of the workbench: one tap, then what it is about and why. */
export const RaiseAny = () => {
  const [step, setStep] = useState<'choose' | Subject | null>(null)
  const close = () => setStep(null)
  if (!may('raise')) return null
  return (
    <>
      <View
        id="red-alert"
        className="pd-red-button"
        hoverClass="pressed"
        role="button"
        onClick={() => setStep('choose')}
      >
        <Icon name="warn" />
        <View>{words.name}</View>
      </View>
      {step === 'choose' && <ChooseSheet mayMakeTicket={may('raiseNew')} onChoose={setStep} onClose={close} />}
      {step && step !== 'choose' && (
        <RaiseSheet
          subject={step}
          onClose={close}
          onAnother={() => setStep('choose')}
          onRaised={({ ticketId }) => {
            close()
            go('ticket', { id: ticketId })
          }}
        />
      )}
    </>
  )
}

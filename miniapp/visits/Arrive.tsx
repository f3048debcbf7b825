import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { host } from '../lib/host'
import type { Position } from '../lib/host/types'
import { useStep } from '../lib/outbox/useStep'
import { FormField } from '../ui/FormField'
import { Confirm } from '../ui/Sheet'
import type { StepProps } from './types'
import { words } from './words'

const wire = ({ accuracyMeters, mocked, ...at }: Position) => ({
  ...at,
  accuracyMetres: accuracyMeters,
  isMock: mocked,
})

/** The place is asked for as soon as the sheet opens, so that it is there when the code has been scanned. */
const usePosition = () => {
  const asked = useRef<Promise<Position | null> | null>(null)
  const [isMissing, setIsMissing] = useState(false)
  useEffect(() => {
    asked.current = host.position().catch(() => {
      setIsMissing(true)
      return null
    })
  }, [])
  return { isMissing, get: () => asked.current ?? Promise.resolve(null) }
}

export const Arrive = ({ ticket, onDone, onClose, reload }: StepProps) => {
  const [code, setCode] = useState('')
  const [isLocating, setIsLocating] = useState(false)
  const position = usePosition()
  const arrive = useStep('arrive', ticket, { onRefused: reload })

  const checkIn = async () => {
    if (isLocating) return
    setIsLocating(true)
    const at = await position.get()
    setIsLocating(false)
    const place = at ? { position: wire(at) } : {}
    onDone(await arrive.run({ ticketId: ticket.id, version: ticket.version, code: code.trim(), ...place }))
  }

  return (
    <Confirm
      id="arrive"
      title={words.arriveTitle}
      says={words.arriveSays}
      act={isLocating ? words.locating : words.arrive}
      busy={isLocating || arrive.busy}
      off={code.trim() === ''}
      onConfirm={checkIn}
      onClose={onClose}
    >
      <FormField
        id="code"
        first
        field={{ kind: 'scan', label: words.code }}
        value={code}
        context={{ devices: [] }}
        onChange={value => setCode(String(value ?? ''))}
      />
      {position.isMissing && <View className="pd-field-hint">{words.placeUnknown}</View>}
    </Confirm>
  )
}

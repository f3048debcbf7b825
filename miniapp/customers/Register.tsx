import { useState } from 'react'
import { customersApi } from '../../shared/customers'
import { useCommand } from '../lib/useCommand'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { FormField } from '../ui/FormField'
import { words } from './words'

const fields = [
  { key: 'name', kind: 'text', label: words.name, required: true },
  { key: 'phone', kind: 'phone', label: words.phone },
  { key: 'address', kind: 'text', label: words.address },
  { key: 'regionCode', kind: 'region', label: words.region },
] as const

type Filled = Partial<Record<(typeof fields)[number]['key'], string>>

/** A contact becomes a customer; afterwards the chat knows them. */
export const Register = ({ externalUserId, onDone }: { externalUserId: string; onDone: () => void }) => {
  const [filled, setFilled] = useState<Filled>({})
  const create = useCommand(customersApi.create)
  /** Until the page has the customer, nothing is sent a second time. */
  const [isMade, setIsMade] = useState(false)
  const name = filled.name?.trim() ?? ''
  const save = async () => {
    const { phone, address, regionCode } = filled
    const given = {
      ...(phone ? { phone } : {}),
      ...(address ? { address } : {}),
      ...(regionCode ? { regionCode } : {}),
    }
    if (!(await create.run({ name, externalUserId, ...given }))) return
    setIsMade(true)
    onDone()
  }
  return (
    <Section title={words.register}>
      <Card>{words.registerSays}</Card>
      <Card flush>
        {fields.map(({ key, ...field }, index) => (
          <FormField
            key={key}
            id={`customer-${key}`}
            first={index === 0}
            field={field}
            value={filled[key] ?? ''}
            context={{ devices: [] }}
            onChange={value => setFilled({ ...filled, [key]: String(value ?? '') })}
          />
        ))}
      </Card>
      <Button id="register" busy={create.busy || isMade} off={name === ''} onTap={save}>
        {words.register}
      </Button>
    </Section>
  )
}

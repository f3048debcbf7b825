import { Input, Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CustomerView, DeviceView } from '../../shared/customers'
import { toWire } from '../../shared/kernel/time'
import { type TemplateView, templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { useCommand } from '../lib/useCommand'
import { useQuery } from '../lib/useQuery'
import { fits, presetsFor } from '../tickets/fit'
import { formFacts, isAskedNow } from '../tickets/formFacts'
import { prefilled, toSend } from '../tickets/prefill'
import { Section } from '../ui/Card'
import { FormStore } from '../ui/form/FormStore'
import { Icon, type IconName } from '../ui/Icon'
import { Loaded } from '../ui/States'
import { words } from './words'

const iconOf: Record<TemplateView['body']['category'], IconName> = {
  repair: 'wrench',
  install: 'box',
  maintenance: 'star',
  complaint: 'warn',
  consultation: 'chat',
  return: 'back',
}

type Props = { customer: CustomerView; device: DeviceView | null; onMade: (ticket: TicketView) => void }

/** One tap makes a ticket; only a form that still needs an answer opens first, filled as far as it is known. */
export const Presets = ({ customer, device, onMade }: Props) => {
  const templates = useQuery(templatesApi.list, {})
  const create = useCommand(ticketsApi.create)
  const [making, setMaking] = useState<string | null>(null)
  const [description, setDescription] = useState('')

  const make = async (template: TemplateView) => {
    const { fields } = template.body
    // A washer's serial has no place in an aircon's ticket.
    const meant = device && fits(template, device) ? device : null
    const known = prefilled(fields, { customer, device: meant })
    const about = { templateId: template.id, customerId: customer.id, deviceId: meant?.id ?? null }
    const facts = formFacts(template, { customer, device: meant, channel: 'chat', description }, toWire(new Date()))
    // The form as it would open: what it would complain about has to be asked.
    const form = new FormStore({
      body: template.body,
      known,
      typed: {},
      asks: isAskedNow,
      stage: 'open',
      context: facts,
    })
    if (form.check().length > 0) {
      return go('newTicket', { ...about, channel: 'chat', description })
    }
    setMaking(template.id)
    const said = description.trim()
    const ticket = await create.run({
      ...about,
      channel: 'chat',
      ...toSend(fields, known, form.toSend()),
      ...(said ? { description: said } : {}),
    })
    setMaking(null)
    if (ticket) onMade(ticket)
  }

  return (
    <Section title={words.onePress}>
      <View className="pd-search">
        <Icon name="chat" size="small" />
        <Input
          id="description"
          className="pd-input"
          maxlength={500}
          value={description}
          placeholder={words.onePressHint}
          aria-label={words.onePressHint}
          placeholderClass="pd-hintword"
          onInput={event => setDescription(event.detail.value)}
        />
      </View>
      <Loaded query={templates} rows={1}>
        {({ items }) => (
          <View className="pd-presets">
            {presetsFor(items, device).map(template => (
              <View
                key={template.id}
                id={`preset-${template.code}`}
                className="pd-preset"
                hoverClass="pressed"
                role="button"
                onClick={() => make(template)}
              >
                {making === template.id ? <View className="pd-spin" /> : <Icon name={iconOf[template.body.category]} />}
                <Text>{template.name}</Text>
              </View>
            ))}
          </View>
        )}
      </Loaded>
    </Section>
  )
}

import { View } from '@tarojs/components'
import { type MutableRefObject, useEffect, useMemo, useState } from 'react'
import type { CustomerView, DeviceView } from '../../shared/customers'
import { toWire } from '../../shared/kernel/time'
import { type Priority, priorities, priorityNames } from '../../shared/priorities'
import type { TemplateView } from '../../shared/templates/api'
import type { Answers } from '../../shared/templates/fields'
import { ticketsApi } from '../../shared/tickets/api'
import type { Channel } from '../../shared/tickets/views'
import { replace } from '../lib/go'
import { rememberName } from '../lib/known'
import { useCommand } from '../lib/useCommand'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { FormField } from '../ui/FormField'
import { FormBody } from '../ui/form/FormBody'
import { Restored } from '../ui/form/Restored'
import { forgetDraft, openDraft, useForm } from '../ui/form/useForm'
import { Segmented } from '../ui/Tabs'
import { formFacts, isAskedNow } from './formFacts'
import { originWords, toSend } from './prefill'
import { usePictures } from './usePictures'
import { usePrefilled } from './usePrefilled'
import { words } from './words'

type Start = { deviceId: string | null; channel: Channel; description: string }
/** What the page asks itself: it stays when another customer or another service is chosen. */
export type Said = { description?: string; appointment?: string | null }
/** Answers typed before the customer was chosen go on with the customer. */
export type Begun = { templateId: string; answers: Answers }

type Props = {
  template: TemplateView
  customer: CustomerView | null
  devices: readonly DeviceView[]
  start: Start
  said: Said
  /** Only what changes. */
  onSay: (said: Said) => void
  begun: MutableRefObject<Begun | null>
}

const textOf = (value: Answers[string] | undefined): string | null =>
  typeof value === 'string' && value ? value : null

/** The template's form; what was typed and not sent stands in it again. */
export const CreateForm = (props: Props) => {
  const [round, setRound] = useState(0)
  const of = draftOf(props.template, props.customer)
  const startOver = () => {
    forgetDraft(of)
    props.begun.current = null
    props.onSay({ description: props.start.description, appointment: null })
    setRound(round + 1)
  }
  return <Filling key={round} of={of} onStartOver={startOver} {...props} />
}

const draftOf = (template: TemplateView, customer: CustomerView | null): string =>
  `create ${template.id} ${customer?.id ?? ''}`

type FillingProps = Props & { of: string; onStartOver: () => void }

/** Values known beforehand are filled in and say where they come from until they are changed. */
const Filling = ({ template, customer, devices, start, said, onSay, begun, of, onStartOver }: FillingProps) => {
  const { body } = template
  const deviceKey = body.fields.find(field => field.kind === 'device')?.key
  const [draft] = useState(() => openDraft(of))
  const kept = draft?.extras ?? {}
  const [deviceId, setDeviceId] = useState(start.deviceId ?? textOf(kept.device))
  const description = said.description ?? textOf(kept.description) ?? ''
  const appointment = said.appointment === undefined ? textOf(kept.appointment) : said.appointment
  const [priority, setPriority] = useState<Priority>((textOf(kept.priority) as Priority | null) ?? body.priority)
  const device = devices.find(one => one.id === deviceId) ?? null
  const known = usePrefilled(template, { customer, device, description })
  if (customer) rememberName(customer.id, customer.name)
  const [at] = useState(() => toWire(new Date()))
  const facts = useMemo(
    () =>
      formFacts(
        template,
        { customer, device, channel: start.channel, description, priority, appointmentFrom: appointment },
        at,
      ),
    [template, start.channel, priority, description, appointment, customer, device, at],
  )
  const pictures = usePictures(template)
  const context = useMemo(() => ({ devices, pictures }), [devices, pictures])
  const { store, isReady, done } = useForm(
    {
      body,
      known,
      typed: { ...(begun.current?.templateId === template.id && begun.current.answers), ...draft?.answers },
      asks: isAskedNow,
      stage: 'open',
      context: facts,
    },
    {
      of,
      extras: {
        ...(description !== start.description && { description }),
        ...(appointment && { appointment }),
        ...(priority !== body.priority && { priority }),
        ...(deviceId !== start.deviceId && { device: deviceId }),
      },
    },
  )
  const create = useCommand(ticketsApi.create)
  /** The next page may be long in coming: nothing is sent a second time meanwhile. */
  const [isMade, setIsMade] = useState(false)

  useEffect(
    () =>
      store.hearAll(() => {
        if (deviceKey && deviceKey in store.answers) setDeviceId(textOf(store.answers[deviceKey]))
        begun.current = customer ? null : { templateId: template.id, answers: store.answers }
      }),
    [store, deviceKey, begun, customer, template],
  )

  const submit = async () => {
    if (!isReady()) return
    const ticket = await create.run({
      templateId: template.id,
      channel: start.channel,
      priority,
      ...toSend(body.fields, known, store.toSend()),
      deviceId,
      ...(customer ? { customerId: customer.id } : {}),
      ...(description.trim() ? { description: description.trim() } : {}),
      ...(appointment ? { appointmentFrom: appointment } : {}),
    })
    if (!ticket) return
    setIsMade(true)
    done()
    forgetDraft(draftOf(template, null))
    replace('ticket', { id: ticket.id })
  }

  return (
    <>
      {draft && <Restored onStartOver={onStartOver} />}
      <Section title={words.form}>
        <FormBody
          store={store}
          context={context}
          originWords={originWords}
          before={
            <>
              <FormField
                id="description"
                field={{ kind: 'longText', label: words.description }}
                value={description}
                context={context}
                onChange={value => onSay({ description: String(value ?? '') })}
              />
              {!deviceKey && devices.length > 0 && (
                <FormField
                  id="device"
                  field={{ kind: 'device', label: words.device }}
                  value={deviceId}
                  context={context}
                  onChange={value => setDeviceId(textOf(value))}
                />
              )}
            </>
          }
        />
        <Card flush>
          <FormField
            id="appointment"
            first
            field={{ kind: 'dateTime', label: words.appointment }}
            value={appointment}
            context={context}
            onChange={value => onSay({ appointment: textOf(value) })}
          />
        </Card>
      </Section>
      <Section title={words.priority}>
        <Segmented
          id="priority"
          chosen={priority}
          onChoose={setPriority}
          choices={priorities.map(key => ({ key, name: priorityNames[key] }))}
        />
      </Section>
      <View className="pd-below" />
      <View className="pd-bottom">
        <View className="pd-bottom-in">
          <Button id="submit" busy={create.busy || isMade} onTap={submit}>
            {words.submit}
          </Button>
        </View>
      </View>
    </>
  )
}

import { View } from '@tarojs/components'
import { useEffect, useMemo, useState } from 'react'
import type { CustomerView, DeviceView } from '../../shared/customers'
import { toWire } from '../../shared/kernel/time'
import type { TemplateView } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import { replace } from '../lib/go'
import { say, useCommand } from '../lib/useCommand'
import { formFacts } from '../tickets/formFacts'
import { originWords, toSend } from '../tickets/prefill'
import { usePictures } from '../tickets/usePictures'
import { usePrefilled } from '../tickets/usePrefilled'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { FormField } from '../ui/FormField'
import { Chips } from '../ui/fields/Options'
import { PhotoInput } from '../ui/fields/Photos'
import { FormBody } from '../ui/form/FormBody'
import { Restored } from '../ui/form/Restored'
import { forgetDraft, openDraft, useForm } from '../ui/form/useForm'
import { EmptyState } from '../ui/States'
import { forCustomer } from './forCustomer'
import { servicesFor } from './services'
import { words } from './words'

type Props = {
  profile: { customer: CustomerView; devices: DeviceView[] }
  templates: readonly TemplateView[]
  startDeviceId: string | null
}

/** Which device and which service; then what has to be said of it. */
export const ReportForm = ({ profile: { customer, devices }, templates, startDeviceId }: Props) => {
  const only = devices.length === 1 ? (devices[0]?.id ?? null) : null
  const [deviceId, setDeviceId] = useState<string | null>(startDeviceId ?? only)
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [round, setRound] = useState(0)

  const device = devices.find(one => one.id === deviceId) ?? null
  const services = servicesFor(templates, device)
  const template = services.find(one => one.id === templateId) ?? services[0]
  if (!template) return <EmptyState icon="wrench" title={words.noService} says={words.noServiceSays} />

  const of = `report ${template.id}`
  return (
    <>
      {devices.length > 0 && (
        <Section title={words.which}>
          <Card>
            <View style={{ marginTop: '-8px' }}>
              <Chips
                id="device"
                options={devices.map(one => ({ value: one.id, name: `${one.name} ${one.model}` }))}
                chosen={deviceId ? [deviceId] : []}
                onTap={value => setDeviceId(value === deviceId ? null : value)}
              />
            </View>
          </Card>
        </Section>
      )}
      {services.length > 1 && (
        <Section title={words.what}>
          <Card>
            <View style={{ marginTop: '-8px' }}>
              <Chips
                id="service"
                options={services.map(one => ({ value: one.id, name: one.name }))}
                chosen={[template.id]}
                onTap={setTemplateId}
              />
            </View>
          </Card>
        </Section>
      )}
      <Filling
        key={`${template.id} ${round}`}
        of={of}
        template={template}
        customer={customer}
        devices={devices}
        device={device}
        onStartOver={() => {
          forgetDraft(of)
          setRound(round + 1)
        }}
      />
    </>
  )
}

type FillingProps = {
  of: string
  template: TemplateView
  customer: CustomerView
  devices: readonly DeviceView[]
  device: DeviceView | null
  onStartOver: () => void
}

/** The words, what the form cannot do without, a time and pictures; only the words are always asked for. */
const Filling = ({ of, template, customer, devices, device, onStartOver }: FillingProps) => {
  const [draft] = useState(() => openDraft(of))
  const kept = draft?.extras ?? {}
  const [description, setDescription] = useState(String(kept.description ?? ''))
  const [wish, setWish] = useState(kept.wish ? String(kept.wish) : null)
  const [fileIds, setFileIds] = useState<string[]>([])
  const [isSending, setIsSending] = useState(false)
  const [areWordsMissing, setAreWordsMissing] = useState(false)
  const create = useCommand(ticketsApi.create)
  const attach = useCommand(ticketsApi.attach)
  const { fields } = template.body
  const known = usePrefilled(template, { customer, device, description })
  const [at] = useState(() => toWire(new Date()))
  const facts = useMemo(
    () => formFacts(template, { customer, device, channel: 'customer', description, appointmentFrom: wish }, at),
    [template, description, wish, customer, device, at],
  )
  const pictures = usePictures(template)
  const context = useMemo(() => ({ devices, pictures }), [devices, pictures])
  const [asked] = useState(() => forCustomer(template.body, known.answers))
  const { store, isReady, done } = useForm(
    { ...asked, stage: 'open', known, typed: draft?.answers ?? {}, context: facts },
    { of, extras: { ...(description && { description }), ...(wish && { wish }) } },
  )
  useEffect(() => store.setBusy('photos', isSending), [store, isSending])

  const send = async () => {
    setAreWordsMissing(description.trim() === '')
    if (description.trim() === '') return say(words.missing)
    if (!isReady()) return
    const ticket = await create.run({
      templateId: template.id,
      channel: 'customer',
      deviceId: device?.id ?? null,
      description: description.trim(),
      ...toSend(fields, known, store.toSend()),
      ...(wish ? { appointmentFrom: wish } : {}),
    })
    if (!ticket) return
    done()
    if (fileIds.length > 0) await attach.run({ id: ticket.id, fileIds, audience: 'customer' })
    replace('track', { t: ticket.trackToken, id: ticket.id })
  }

  return (
    <>
      {draft && <Restored onStartOver={onStartOver} />}
      <FormBody
        store={store}
        context={context}
        originWords={originWords}
        before={
          <FormField
            id="description"
            field={{ kind: 'longText', label: words.words, hint: words.wordsHint, required: true }}
            value={description}
            context={context}
            wrong={areWordsMissing && description.trim() === '' ? words.missing : null}
            onChange={value => setDescription(String(value ?? ''))}
          />
        }
      />
      <Card flush>
        <FormField
          id="wish"
          first
          field={{ kind: 'dateTime', label: words.when }}
          value={wish}
          context={context}
          onChange={value => setWish(value ? String(value) : null)}
        />
      </Card>
      <Section title={words.photos}>
        <Card>
          <PhotoInput
            id="photos"
            value={fileIds}
            onChange={value => setFileIds(value as string[])}
            onBusy={setIsSending}
          />
        </Card>
      </Section>
      <View className="pd-below" />
      <View className="pd-bottom">
        <View className="pd-bottom-in">
          <Button id="send-report" busy={create.busy || attach.busy} onTap={send}>
            {words.send}
          </Button>
        </View>
      </View>
    </>
  )
}

import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
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
  const [said, setSaid] = useState<Said>({})

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
        said={said}
        onSay={change => setSaid(before => ({ ...before, ...change }))}
        onStartOver={() => {
          forgetDraft(of)
          setSaid({})
          setRound(round + 1)
        }}
      />
    </>
  )
}

/** What is asked whatever the service: it stays when another device or service is chosen. */
type Said = { description?: string; wish?: string | null; fileIds?: string[] }

type FillingProps = {
  of: string
  template: TemplateView
  customer: CustomerView
  devices: readonly DeviceView[]
  device: DeviceView | null
  said: Said
  /** Only what changes. */
  onSay: (said: Said) => void
  onStartOver: () => void
}

/** The words, what the form cannot do without, a time and pictures; only the words are always asked for. */
const Filling = ({ of, template, customer, devices, device, said, onSay, onStartOver }: FillingProps) => {
  const [draft] = useState(() => openDraft(of))
  const kept = draft?.extras ?? {}
  const description = said.description ?? String(kept.description ?? '')
  const wish = said.wish === undefined ? ((kept.wish as string | undefined) ?? null) : said.wish
  const fileIds = said.fileIds ?? (kept.photos as string[] | undefined) ?? []
  const [isSending, setIsSending] = useState(false)
  const [areWordsMissing, setAreWordsMissing] = useState(false)
  const create = useCommand(ticketsApi.create)
  /** The next page may be long in coming: nothing is sent a second time meanwhile. */
  const [isMade, setIsMade] = useState(false)
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
    {
      of,
      extras: {
        ...(description && { description }),
        ...(wish && { wish }),
        ...(fileIds.length > 0 && { photos: fileIds }),
      },
    },
  )
  useEffect(() => store.setBusy('photos', isSending), [store, isSending])

  const send = async () => {
    setAreWordsMissing(description.trim() === '')
    if (description.trim() === '') {
      say(words.missing)
      return void Taro.pageScrollTo({ selector: '#description', offsetTop: -120 })
    }
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
    setIsMade(true)
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
            onChange={value => onSay({ description: String(value ?? '') })}
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
          onChange={value => onSay({ wish: value ? String(value) : null })}
        />
      </Card>
      <Section title={words.photos}>
        <Card>
          <PhotoInput
            id="photos"
            value={fileIds}
            onChange={value => onSay({ fileIds: value as string[] })}
            onBusy={setIsSending}
          />
        </Card>
      </Section>
      <View className="pd-below" />
      <View className="pd-bottom">
        <View className="pd-bottom-in">
          <Button id="send-report" busy={create.busy || isMade} onTap={send}>
            {words.send}
          </Button>
        </View>
      </View>
    </>
  )
}

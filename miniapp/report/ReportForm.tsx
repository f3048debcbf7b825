import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CustomerView, DeviceView } from '../../shared/customers'
import { sentenceFor } from '../../shared/kernel/refusal'
import { type AnswerProblem, problemsOf } from '../../shared/templates/answers'
import type { TemplateView } from '../../shared/templates/api'
import type { Answers } from '../../shared/templates/fields'
import { ticketsApi } from '../../shared/tickets/api'
import { replace } from '../lib/go'
import { say, useCommand } from '../lib/useCommand'
import { prefilled, toSend } from '../tickets/prefill'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { FormField } from '../ui/FormField'
import { Chips } from '../ui/fields/Choices'
import { PhotoInput } from '../ui/fields/Photos'
import { EmptyState } from '../ui/States'
import { servicesFor } from './services'
import { words } from './words'

type Props = {
  profile: { customer: CustomerView; devices: DeviceView[] }
  templates: readonly TemplateView[]
  startDeviceId: string | null
}

const none = { devices: [] }

/** Device, words, picture, time: four things at most, and only the words are asked for. */
export const ReportForm = ({ profile: { customer, devices }, templates, startDeviceId }: Props) => {
  const only = devices.length === 1 ? (devices[0]?.id ?? null) : null
  const [deviceId, setDeviceId] = useState<string | null>(startDeviceId ?? only)
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [description, setDescription] = useState('')
  const [wish, setWish] = useState<string | null>(null)
  const [typed, setTyped] = useState<Answers>({})
  const [problems, setProblems] = useState<AnswerProblem[]>([])
  const [fileIds, setFileIds] = useState<string[]>([])
  const create = useCommand(ticketsApi.create)
  const attach = useCommand(ticketsApi.attach)

  const device = devices.find(one => one.id === deviceId) ?? null
  const services = servicesFor(templates, device)
  const template = services.find(one => one.id === templateId) ?? services[0]
  if (!template) return <EmptyState icon="wrench" title={words.noService} says={words.noServiceSays} />

  const known = prefilled(template.body.fields, { customer, device })
  // A customer is asked only for what the form cannot do without and what nobody knows yet.
  const asked = template.body.fields.filter(field => field.required && !(field.key in known.answers))

  const send = async () => {
    if (description.trim() === '') return say(words.missing)
    const { fields } = template.body
    const found = problemsOf(fields, { ...known.answers, ...typed })
    setProblems(found)
    if (found[0]) return say(sentenceFor(found[0].code, found[0].details))
    const ticket = await create.run({
      templateId: template.id,
      channel: 'customer',
      deviceId,
      description: description.trim(),
      ...toSend(fields, known, typed),
      ...(wish ? { appointmentFrom: wish } : {}),
    })
    if (!ticket) return
    if (fileIds.length > 0) await attach.run({ id: ticket.id, fileIds, audience: 'customer' })
    replace('track', { t: ticket.trackToken, id: ticket.id })
  }

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
      <Card flush>
        <FormField
          id="description"
          first
          field={{ kind: 'longText', label: words.words, hint: words.wordsHint, required: true }}
          value={description}
          context={none}
          onChange={value => setDescription(String(value ?? ''))}
        />
        {asked.map(field => (
          <FormField
            key={field.key}
            id={`field-${field.key}`}
            field={field}
            value={typed[field.key]}
            context={{ devices }}
            wrong={wrongOf(problems, field.key)}
            onChange={value => setTyped({ ...typed, [field.key]: value })}
          />
        ))}
        <FormField
          id="wish"
          field={{ kind: 'dateTime', label: words.when }}
          value={wish}
          context={none}
          onChange={value => setWish(value ? String(value) : null)}
        />
      </Card>
      <Section title={words.photos}>
        <Card>
          <PhotoInput id="photos" onChange={value => setFileIds(value as string[])} />
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

const wrongOf = (problems: readonly AnswerProblem[], key: string): string | null => {
  const problem = problems.find(one => one.details.key === key)
  return problem ? sentenceFor(problem.code, problem.details) : null
}
